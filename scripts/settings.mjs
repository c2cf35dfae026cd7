/** What the environment asks of a start, read and refused in one place. Plain Node: it runs before anything is installed. */
import net from 'node:net';
import path from 'node:path';
import { Refusal, root } from './prepare.mjs';

/** Whether the environment asks for production; a mode that does not exist is refused rather than taken for the demo. */
export function isProduction(env = process.env) {
  const mode = env.ZHIKONG_MODE || undefined;
  if (mode !== undefined && mode !== 'production' && mode !== 'demo') {
    throw new Refusal(`ZHIKONG_MODE 只能是 production 或 demo,现为“${mode}”。\nZHIKONG_MODE is either production or demo, not "${mode}".`);
  }
  return Boolean(env.DATABASE_URL) || mode === 'production';
}

/** Folder of the data. A production database without a server of its own must not be the one the demo was tried in. */
export function dataFolder(production, env = process.env) {
  return path.resolve(root, env.ZHIKONG_DATA || (production ? '.data/production' : '.data'));
}

/** What instance.json says of a start in this folder. The file of a folder that was copied or moved speaks of the original, and says nothing. */
export function instanceOf(text, home) {
  if (!text) return undefined;
  const instance = JSON.parse(text);
  return instance.home === home ? instance : undefined;
}

/** The address that users open, in production: https, or plain http on this machine only. */
export function publicAddress(env = process.env) {
  const given = env.NEXTAUTH_URL;
  if (!given) {
    throw new Refusal('生产模式需要 NEXTAUTH_URL(用户访问的地址,https)。\nProduction mode needs NEXTAUTH_URL, the https address that users open.');
  }
  if (!URL.canParse(given) || !/^https?:\/\//i.test(given)) {
    throw new Refusal(`NEXTAUTH_URL 不是网址:“${given}”。应形如 https://zhikong.example.gov.cn。\nNEXTAUTH_URL is no address: "${given}".`);
  }
  const { protocol, hostname } = new URL(given);
  // A name may begin with 127 and lead anywhere.
  const loopback = hostname === 'localhost' || hostname === '[::1]' || (net.isIPv4(hostname) && hostname.startsWith('127.'));
  if (protocol !== 'https:' && !loopback) {
    throw new Refusal(`NEXTAUTH_URL 不是 https:${given}。明文 http 会泄露密码,拒绝启动。\nNEXTAUTH_URL is not https: plain http would give passwords away. Refusing to start.`);
  }
  return given;
}

/** Refuses a database address that is none, or where nothing answers; passwords are not repeated. */
export async function refuseUnreachable(name, url) {
  if (!url) return;
  if (!URL.canParse(url) || !/^postgres(ql)?:\/\//.test(url)) {
    throw new Refusal(`${name} 不是 PostgreSQL 地址,应形如 postgresql://用户:密码@主机/数据库。\n${name} is no PostgreSQL address.`);
  }
  const { hostname, port } = new URL(url);
  // Without a host it is a socket of this machine; the first query will tell.
  if (!hostname) return;
  const fault = await new Promise((resolve) => {
    const socket = net.connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 5432) });
    socket.setTimeout(10_000, () => socket.destroy(new Error('ETIMEDOUT')));
    socket.on('connect', () => (resolve(undefined), socket.destroy()));
    socket.on('error', (error) => resolve(error.code ?? error.message));
  });
  if (fault) throw new Refusal(`${name} 连接不上:${hostname}:${port || 5432} 没有应答(${fault})。\nNothing answers at ${name} (${hostname}:${port || 5432}): ${fault}.`);
}
