import type { HospitalLevel, InstitutionKind } from '../../lib/glossary';

// Institutions that do not exist: an invented stem and a usual ending. Districts and provinces are real.

export interface InstitutionText {
  name: string;
  level: HospitalLevel;
  kind: InstitutionKind;
  region: string;
  newlyOpened?: boolean;
}

type Ending = readonly [ending: string, level: HospitalLevel, kind: InstitutionKind];

/** In the order in which stems are given out: the first ones are the large houses that host centres. */
const CITY: readonly Ending[] = [
  ['医学院附属第一医院', '3A', 'general'], ['中心医院', '3A', 'general'], ['医院', '3A', 'general'], ['人民医院', '3A', 'general'],
  ['中医院', '3A', 'tcm'], ['妇幼保健院', '3A', 'maternal-child'], ['肿瘤医院', '3A', 'specialised'], ['第二医院', '3B', 'general'],
  ['儿童医院', '3A', 'specialised'], ['人民医院', '3B', 'general'], ['口腔医院', '3B', 'specialised'], ['医院', '2A', 'general'],
  ['精神卫生中心', '3B', 'specialised'], ['中医院', '2A', 'tcm'], ['人民医院', '2A', 'general'], ['医院', '3', 'general'],
];
const DISTRICT: readonly Ending[] = [
  ['医院', '3B', 'general'], ['中医医院', '2A', 'tcm'], ['妇幼保健院', '2A', 'maternal-child'], ['第二医院', '2A', 'general'],
  ['精神卫生中心', '2B', 'specialised'], ['康复医院', '2', 'specialised'], ['社区卫生服务中心', 'none', 'other'], ['护理院', 'none', 'other'],
];
const COUNTY: readonly Ending[] = [
  ['县人民医院', '3B', 'general'], ['县中医医院', '2A', 'tcm'], ['县妇幼保健院', '2A', 'maternal-child'], ['医院', '2A', 'general'],
  ['骨科医院', '2', 'specialised'], ['精神病医院', '2B', 'specialised'], ['中心卫生院', '1', 'other'], ['镇卫生院', '1', 'other'],
];

const compose = (stems: string, endings: readonly Ending[], regions: string): InstitutionText[] => {
  const places = regions.split(' ');
  return stems.split(' ').map((stem, i) => {
    const [ending, level, kind] = endings[i % endings.length]!;
    return { name: stem + ending, level, kind, region: places[i % places.length]! };
  });
};

export const INSTITUTIONS = {
  national: compose(
    '燕岑 沪澜 粤岭 汉皋 蓉麓 秦原 湘岚 皖峤 冀原 吉岚 辽澄 黑溪 鲁岱 豫川 晋岭 甘原 闽澳 赣岚 桂屿 滇池畔 黔麓 琼屿 浙岚 苏澄 宁川 青原 蒙澄 渝岚 津澜 藏云 疆原 燕澄 沪岑 粤澜 汉川 蓉岚 秦澄 湘麓 浙澄 苏岚 鲁澜 辽岑',
    CITY,
    '北京市 上海市 广东省 湖北省 四川省 陕西省 湖南省 安徽省 河北省 吉林省 辽宁省 黑龙江省 山东省 河南省 山西省 甘肃省 福建省 江西省 广西壮族自治区 云南省 贵州省 海南省 浙江省 江苏省 宁夏回族自治区 青海省 内蒙古自治区 重庆市 天津市 西藏自治区 新疆维吾尔自治区 北京市 上海市 广东省 湖北省 四川省 陕西省 湖南省 浙江省 江苏省 山东省 辽宁省',
  ),
  chongqing: compose(
    '嘉陵 云岭 渝岚 白帝 缙麓 临渝 翠屿 鹿峰 磐溪 黛湖 石篱 乌澜 岚江 巴屏 玉峡 沙坪岭 铜溪 龙岗湾 武溪 梁峰 璧岚 江岭 万澜 开川 彭麓 酉溪 秀岚 黔岭 垫川 忠澜 丰溪 云屏 奉岚 城麓 石澜 綦岭',
    CITY,
    '渝中区 江北区 沙坪坝区 九龙坡区 南岸区 渝北区 巴南区 北碚区 大渡口区 万州区 涪陵区 永川区 合川区 江津区 长寿区 綦江区',
  ),
  zhengzhou: compose(
    '嵩岚 郑麓 黄澜 商岭 枣庭 管溪 金澜 惠川 中原岚 二麓 须水湾 贾鲁 荥川 巩岭 登岚 新溪 密麓 牟川 圃田岭 颍澜 索河湾 双洎 汜岚 轩川 郑岑 嵩澄 黄岑 商澄',
    CITY,
    '金水区 中原区 二七区 管城回族区 惠济区 上街区 郑东新区 巩义市 荥阳市 登封市 新郑市 新密市 中牟县',
  ),
  qingpu: compose(
    '淀澜 青溪 徐泾岚 朱澜 练塘湾 华新澄 重固岚 盈麓 夏阳澜 金泽溪 白鹤澄 香花岚 赵巷澄 凤溪',
    DISTRICT,
    '夏阳街道 盈浦街道 香花桥街道 朱家角镇 练塘镇 金泽镇 赵巷镇 徐泾镇 华新镇 重固镇 白鹤镇',
  ),
  jinxiang: compose(
    '金麓 缗城 诚信湖 羊山岚 莱澜 鱼山岭 王丕岚 高河湾 胡集岭 霄云澜 鸡黍岚 化雨溪 司马岭 马庙澜 卜集湾 兴隆岚',
    COUNTY,
    '金乡街道 高河街道 王丕街道 鱼山街道 羊山镇 胡集镇 霄云镇 鸡黍镇 化雨镇 司马镇 马庙镇 卜集镇 兴隆镇',
  ),
} satisfies Record<string, InstitutionText[]>;

// One newly opened house in the district, whose staff cannot have practised there for long.
INSTITUTIONS.qingpu.push({ name: '虹澄国际医院', level: 'none', kind: 'general', region: '徐泾镇', newlyOpened: true });
