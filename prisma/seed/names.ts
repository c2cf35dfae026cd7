import type { Random } from './random';

// Names of people who do not exist. Given names are put together from single characters.

const SURNAMES =
  '卢 沈 韩 曹 谢 邓 许 傅 曾 彭 吕 苏 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 庞 樊 兰 殷 施 陶 洪 翟 安 颜 倪 严 牛 温 芦 季 俞 章 鲁 葛 伍 韦 申 尤 毕 聂 丛 焦 向 柳 邢 骆 岳 齐 梅 莫 庄 辛 管 祝 左 涂 谷 祁 时 舒 耿 牟 卜 詹 关 苗 凌 费 纪 靳 盛 童 欧 甄 项 曲 成 游 阳 裴 席 卫 查 屈 鲍 位 覃 霍 翁 隋 植 甘 景 单 包 司 柏 宁 柯 阮 桂 闵 解 强 柴 华 车 冉 房 边'.split(' ');
const FIRST = [...'文书云砚知景沐清思远承启明怀若予松竹兰芷静婉诗映念希可嘉以宜亦岚秋春晓初晏和君梓舒望佩锦绍维学敬允'];
const LAST = [...'笙岚舟秋渊澄宁安然心言行之远辰霖川泽恒彦博雅琪瑶婷妍娴茹芸芳蕙菡涵淇溪桐楠柏松峰岭原野朗阳晖昀晟煦'];

/** A name of two or three characters that has not been `used` yet. */
export function personName(random: Random, used: Set<string>): string {
  for (;;) {
    const first = random.pick(FIRST);
    const last = random.pick(LAST);
    if (first === last) continue;
    const name = random.pick(SURNAMES) + (random.chance(0.12) ? last : first + last);
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}
