/**
 * Seeds the demo: `node --import tsx prisma/seed/run.ts`.
 *
 * ZHIKONG_OWNER_URL          the owner's login of an empty, migrated database
 * ZHIKONG_DATA_DIR           folder of demo-accounts.json; else ZHIKONG_DATA, which `npm start` gives; else `.data`
 * ZHIKONG_EXTRA_TENANTS      synthetic counties beside the five jurisdictions, for measuring
 */
import { seedDemo } from './demo';

const ownerUrl = process.env.ZHIKONG_OWNER_URL;
if (!ownerUrl) {
  console.error('ZHIKONG_OWNER_URL is not set: the login of the database owner is needed.');
  process.exit(2);
}
if (process.env.ZHIKONG_MODE === 'production') {
  console.error('A production database takes no demo data.');
  process.exit(2);
}

const begun = Date.now();
const { seeded } = await seedDemo(ownerUrl, {
  dataDir: process.env.ZHIKONG_DATA_DIR ?? process.env.ZHIKONG_DATA ?? '.data',
  extraTenants: Number(process.env.ZHIKONG_EXTRA_TENANTS ?? 0),
  say: (line) => console.log(line),
});
if (seeded) console.log(`演示数据已写入，用时 ${((Date.now() - begun) / 1000).toFixed(1)} 秒`);
