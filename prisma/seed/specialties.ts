import type { CentreClass } from '../../lib/glossary';
import type { CheckedProfile } from '../../lib/rulebook';

export interface SpecialtyText {
  class: CentreClass;
  field: string;
  direction: string;
  /** Number in the published plan; null where there is none. */
  number: number | null;
}

const unplanned = (words: Partial<Record<CentreClass, string>>): SpecialtyText[] =>
  (Object.entries(words) as [CentreClass, string][]).flatMap(([of, directions]) =>
    directions.split(' ').map((direction) => ({ class: of, field: '', direction, number: null })),
  );

export const SPECIALTIES = {
  national: unplanned({
    clinical:
      '麻醉专业 重症医学专业 急诊医学专业 呼吸内科专业 心血管疾病专业 脑损伤评价 神经系统疾病专业 肾病学专业 消化内科专业 血液内科专业 感染性疾病专业 肿瘤专业 普通外科专业 骨科专业 泌尿外科专业 产科专业 妇科专业 儿科专业 新生儿专业 眼科专业 耳鼻咽喉科专业 口腔医学专业 皮肤科专业 精神医学专业 康复医学专业 老年医学专业 疼痛专业 罕见病专业 器官移植技术',
    technical: '临床检验专业 病理专业 超声诊断专业 放射影像专业 核医学专业',
    management: '护理管理专业 药事管理专业 医院感染管理 病案管理 门诊管理 日间医疗管理',
  }),
  chongqing: unplanned({
    clinical:
      '重症医学专业 心血管内科专业 呼吸内科专业 消化内科专业 神经内科专业 肾脏病学专业 血液内科专业 内分泌代谢专业 风湿免疫专业 感染性疾病专业 老年医学专业 普通外科专业 骨科专业 神经外科专业 心血管外科专业 胸外科专业 泌尿外科专业 烧伤专业 整形外科专业 妇科专业 产科专业 新生儿专业 儿科专业 小儿外科专业 眼科专业 耳鼻咽喉科专业 口腔医学专业 皮肤科专业 肿瘤专业 急诊医学专业 麻醉专业 疼痛专业 康复医学专业 精神医学专业 结核病专业 脑卒中 胸痛 血液净化 器官移植技术 介入诊疗技术 生殖医学专业 临床营养专业',
    technical: '临床检验专业 病理专业 医学影像专业 超声医学专业 核医学专业 放射治疗专业 输血医学专业 心电诊断专业 消化内镜技术',
    management: '护理管理 医院感染管理 药事管理 病案管理 门诊管理 日间医疗管理 院前急救管理 消毒供应 健康体检',
  }),
  qingpu: unplanned({
    clinical:
      '急诊医学专业 重症医学专业 心血管内科专业 呼吸内科专业 消化内科专业 神经内科专业 内分泌专业 普通外科专业 骨科专业 妇产科专业 儿科专业 麻醉专业 口腔医学专业 康复医学专业 精神卫生专业 中医专业',
    technical: '临床检验专业 病理专业 放射诊断专业 超声诊断专业',
    management: '护理管理 医院感染管理 药事管理 病案管理 社区卫生服务管理',
  }),
  jinxiang: unplanned({
    clinical: '重症医学专业 急诊医学专业 心血管内科专业 呼吸内科专业 神经内科专业 普通外科专业 骨科专业 妇产科专业 儿科专业 麻醉专业 口腔医学专业 康复医学专业',
    technical: '临床检验专业 医学影像专业 超声诊断专业 病理专业',
    management: '护理管理 医院感染管理 药事管理 病案管理',
  }),
} satisfies Record<string, SpecialtyText[]>;

/** The published plan of a profile, numbered in its order. */
export function plannedSpecialties(profile: CheckedProfile): SpecialtyText[] {
  let number = 0;
  return (profile.structure.plan?.fields ?? []).flatMap((of) =>
    of.directions.map((direction) => ({ class: of.class, field: of.field, direction, number: (number += 1) })),
  );
}

/** What the centre of a direction is called. Several tcm directions have a namesake in another class. */
export function centreName(profile: CheckedProfile, { class: of, direction }: SpecialtyText): string {
  const word = direction.replace(/专业(?=$|（)/, '');
  return `${of === 'tcm' && !word.startsWith('中医') ? '中医' : ''}${word}${profile.vocabulary.centreSuffix}`;
}
