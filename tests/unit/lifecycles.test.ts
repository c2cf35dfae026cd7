import { describe, expect, it } from 'vitest';
import { APPLICATION_LIFECYCLE } from '../../lib/application/states';
import { ASSESSMENT_LIFECYCLE, ASSESSMENT_STATES } from '../../lib/assessment/states';
import { ACT_LABELS } from '../../lib/audit/labels';
import { ROSTER_LIFECYCLE, ROSTER_STATES } from '../../lib/committee/states';
import { HANDOVER_LIFECYCLE } from '../../lib/handover/states';
import { CAPABILITIES, ROLES, type Role } from '../../lib/identity/capabilities';
import { actsIn, lifecycle, stepOf, type Lifecycle } from '../../lib/kernel/lifecycle';
import { OBJECTION_LIFECYCLE } from '../../lib/notice/states';
import { PANEL_LIFECYCLE, SCORE_LIFECYCLE } from '../../lib/panel/states';
import { SELECTION_LIFECYCLES } from '../../lib/selection/states';

type AnyTable = Lifecycle<string, string, string, string>;

/** Tables of an older form, without needs, as the others are. */
const plain = (title: string, states: Readonly<Record<string, string>>, table: Readonly<Record<string, Partial<Record<string, string>>>>, begins: AnyTable['steps']): AnyTable => ({
  title, states, needs: {}, tells: {},
  steps: [...begins, ...Object.entries(table).flatMap(([from, acts]) => Object.entries(acts).map(([act, to]) => ({ from, act, to: to! })))],
});

/** What is not done by a role: the platform does it, or anybody may. */
const WITHOUT_ROLE: Readonly<Record<string, string>> = { 'selection.begin-term': '平台', 'objection.file': '任何人' };
const LABELS: Readonly<Record<string, string>> = { ...ACT_LABELS, 'selection.begin-term': '新任期起算' };

interface Drawn {
  table: AnyTable;
  /** The first state of what comes into being with something else. */
  begins?: { state: string; by: string };
  /** Where it ends. */
  final: readonly string[];
  /** What each act makes of each state, written down from the texts and not from the table; '' is what does not exist yet. */
  expected: Readonly<Record<string, string>>;
}

const DRAWN: readonly Drawn[] = [
  {
    table: SELECTION_LIFECYCLES.selection as AnyTable,
    final: ['established', 'cancelled'],
    expected: {
      '': 'selection.save>draft',
      draft: 'selection.save>draft selection.submit-scheme>scheme-submitted selection.publish>open selection.cancel>cancelled',
      'scheme-submitted': 'selection.return-scheme>draft selection.approve-scheme>scheme-approved selection.cancel>cancelled',
      'scheme-approved': 'selection.return-scheme>draft selection.publish>open selection.cancel>cancelled',
      open: 'selection.close>reviewing selection.cancel>cancelled',
      reviewing: 'selection.begin-scoring>scoring selection.end-review>choosing selection.cancel>cancelled',
      scoring: 'selection.end-scoring>choosing selection.cancel>cancelled',
      choosing: 'selection.choose>chosen selection.cancel>cancelled',
      chosen: 'selection.return-choice>choosing selection.release>notice selection.decide>decided selection.cancel>cancelled',
      notice: 'selection.reopen>choosing selection.reopen-review>reviewing selection.decide>decided selection.cancel>cancelled',
      decided: 'selection.begin-term>established',
    },
  },
  {
    table: SELECTION_LIFECYCLES.designation as AnyTable,
    final: ['established', 'cancelled'],
    expected: {
      '': 'selection.save>draft',
      draft: 'selection.save>draft selection.choose>chosen selection.cancel>cancelled',
      chosen: 'selection.return-choice>draft selection.release>notice selection.decide>decided selection.cancel>cancelled',
      notice: 'selection.reopen>draft selection.decide>decided selection.cancel>cancelled',
      decided: 'selection.begin-term>established',
    },
  },
  {
    table: SELECTION_LIFECYCLES.recommendation as AnyTable,
    final: ['established', 'cancelled'],
    expected: {
      '': 'selection.save>draft',
      draft: 'selection.save>draft selection.submit-scheme>scheme-submitted selection.publish>open selection.cancel>cancelled',
      'scheme-submitted': 'selection.return-scheme>draft selection.approve-scheme>scheme-approved selection.cancel>cancelled',
      'scheme-approved': 'selection.return-scheme>draft selection.publish>open selection.cancel>cancelled',
      open: 'selection.close>reviewing selection.cancel>cancelled',
      reviewing: 'selection.end-review>choosing selection.cancel>cancelled',
      choosing: 'selection.choose>chosen selection.cancel>cancelled',
      chosen: 'selection.return-choice>choosing selection.release>notice selection.decide>decided selection.cancel>cancelled',
      notice: 'selection.reopen>choosing selection.reopen-review>reviewing selection.decide>decided selection.cancel>cancelled',
      decided: 'selection.begin-term>established',
    },
  },
  {
    table: APPLICATION_LIFECYCLE as AnyTable,
    final: [],
    expected: {
      '': 'application.save>draft',
      draft: 'application.save>draft application.attach>draft application.detach>draft application.submit>submitted application.withdraw>withdrawn',
      submitted:
        'application.save>submitted application.attach>submitted application.detach>submitted application.submit>submitted application.withdraw>withdrawn ' +
        'application.judge>submitted application.accept>eligible application.reject>ineligible',
      withdrawn: 'application.save>draft',
      eligible: 'application.review-again>submitted',
      ineligible: 'application.review-again>submitted',
    },
  },
  {
    table: PANEL_LIFECYCLE as AnyTable,
    final: ['declined', 'recused', 'refused'],
    expected: {
      '': 'panel.invite>invited panel.propose>proposed',
      proposed: 'panel.approve>invited panel.refuse>refused',
      invited: 'panel.accept>accepted panel.decline>declined panel.withdraw>recused panel.recuse>recused',
      accepted: 'panel.withdraw>recused panel.recuse>recused',
    },
  },
  {
    table: SCORE_LIFECYCLE as AnyTable,
    final: ['submitted'],
    expected: { '': 'panel.save-score>draft panel.submit-score>submitted', draft: 'panel.save-score>draft panel.submit-score>submitted' },
  },
  { table: OBJECTION_LIFECYCLE as AnyTable, final: ['answered'], expected: { '': 'objection.file>open', open: 'objection.answer>answered' } },
  {
    table: HANDOVER_LIFECYCLE as AnyTable,
    begins: { state: 'open', by: '作出决定' },
    final: ['done', 'overridden'],
    expected: {
      open: 'handover.save>open handover.give>given handover.override>overridden',
      given: 'handover.save>given handover.return>open handover.receive>done handover.override>overridden',
    },
  },
  {
    table: plain('名单', ROSTER_STATES, ROSTER_LIFECYCLE, [{ from: null, act: 'roster.begin', to: 'draft' }]),
    final: ['approved', 'withdrawn'],
    expected: {
      '': 'roster.begin>draft',
      draft: 'roster.save>draft roster.submit>submitted roster.withdraw>withdrawn',
      returned: 'roster.save>returned roster.submit>submitted roster.withdraw>withdrawn',
      submitted: 'roster.approve>approved roster.return>returned roster.withdraw>draft',
    },
  },
  {
    table: plain('年度考核', ASSESSMENT_STATES, ASSESSMENT_LIFECYCLE, [{ from: null, act: 'assessment.assign', to: 'assigned' }]),
    final: ['confirmed'],
    expected: {
      '': 'assessment.assign>assigned',
      assigned: 'assessment.save>assigned assessment.propose>proposed',
      returned: 'assessment.save>returned assessment.propose>proposed',
      proposed: 'assessment.return>returned assessment.confirm>confirmed',
    },
  },
];

const statesOf = ({ steps }: AnyTable) => [...new Set(steps.flatMap((s) => [s.from, s.to]).filter((s) => s !== null))];
const actsOf = ({ steps }: AnyTable) => [...new Set(steps.map((s) => s.act))];
const rolesOf = (act: string): string =>
  WITHOUT_ROLE[act] ?? Object.entries((CAPABILITIES as Record<string, Partial<Record<Role, string>>>)[act] ?? {}).map(([role, reach]) => ROLES[role as Role] + (reach === 'own' ? '（本人范围）' : '')).join('、');

/** Every lifecycle as a diagram and a table, for those who review it. */
function printed(): string {
  const id = (state: string) => state.replaceAll('-', '_');
  const one = ({ table, begins, final }: Drawn) => {
    // Several acts between two states share an arrow.
    const arrows = new Map<string, string[]>();
    for (const { from, act, to } of table.steps) arrows.set(`${from === null ? '[*]' : id(from)} --> ${id(to)}`, [...(arrows.get(`${from === null ? '[*]' : id(from)} --> ${id(to)}`) ?? []), LABELS[act]!]);
    return [
      `## ${table.title}`,
      '',
      '```mermaid',
      'stateDiagram-v2',
      ...statesOf(table).map((state) => `  state "${table.states[state]}" as ${id(state)}`),
      ...(begins ? [`  [*] --> ${id(begins.state)}: ${begins.by}`] : []),
      ...[...arrows].map(([arrow, labels]) => `  ${arrow}: ${labels.join('、')}`),
      ...final.map((state) => `  ${id(state)} --> [*]`),
      '```',
      '',
      '| from | act | by | to | needs | tells |',
      '|---|---|---|---|---|---|',
      ...table.steps.map(({ from, act, to, needs = [], tells = [] }) =>
        `| ${from === null ? '' : table.states[from]} | ${LABELS[act]} \`${act}\` | ${rolesOf(act)} | ${table.states[to]} | ${needs.map((n) => table.needs[n]).join('；')} | ${tells.map((t) => table.tells[t]).join('、')} |`),
      '',
    ].join('\n');
  };
  return `# Lifecycles\n\nPrinted from \`lib/*/states.ts\` and \`lib/identity/capabilities.ts\` by \`tests/unit/lifecycles.test.ts\`. What is not in a table cannot be done.\n\n${DRAWN.map(one).join('\n')}`;
}

describe('the lifecycles', () => {
  it('are printed for review', async () => {
    await expect(printed()).toMatchFileSnapshot('../../docs/lifecycles.md');
  });

  it('name each thing once', () => {
    expect(new Set(DRAWN.map((d) => d.table.title)).size).toBe(DRAWN.length);
  });

  it('refuse a cell that stands twice', () => {
    const step = { from: 'a', act: 'x', to: 'b' } as const;
    expect(() => lifecycle<'a' | 'b', 'x'>({ title: '甲', states: { a: '一', b: '二' }, needs: {}, tells: {}, steps: [step, { ...step, to: 'a' }] })).toThrow('甲: a x stands twice');
  });
});

describe.each(DRAWN.map((d) => [d.table.title, d] as const))('the lifecycle of %s', (_title, { table, begins, final, expected }) => {
  const states = statesOf(table);
  const rows: readonly (string | null)[] = [null, ...Object.keys(table.states)];

  it.each(rows.flatMap((from) => actsOf(table).map((act) => [from, act] as const)))('in %s, %s leads where it should', (from, act) => {
    const to = (expected[from ?? ''] ?? '').split(' ').find((cell) => cell.startsWith(`${act}>`))?.split('>')[1] ?? null;
    expect(stepOf(table, from, act)?.to ?? null).toBe(to);
  });

  it('knows no act that was not expected', () => {
    const wanted = new Set(Object.values(expected).flatMap((cells) => cells.split(' ').map((cell) => cell.split('>')[0])));
    expect(new Set(actsOf(table))).toEqual(wanted);
  });

  it('reaches every state of which it speaks', () => {
    const reached = new Set<string>(begins ? [begins.state] : []);
    for (let before = -1; before !== reached.size; ) {
      before = reached.size;
      for (const { from, to } of table.steps) if (from === null || reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('has a way out of every state but the last ones', () => {
    const stuck = states.filter((state) => !table.steps.some((s) => s.from === state && s.to !== state));
    expect(stuck.sort()).toEqual([...final].sort());
    for (const state of final) expect(actsIn(table, state)).toEqual([]);
  });

  it('has a role for every act, or says who else does it, and a word for it', () => {
    for (const act of actsOf(table)) {
      expect(act in CAPABILITIES || act in WITHOUT_ROLE, act).toBe(true);
      expect(rolesOf(act), act).not.toBe('');
      expect(LABELS[act], act).toBeTruthy();
    }
  });

  it('has words for every need and everybody who is told', () => {
    for (const { act, needs = [], tells = [] } of table.steps) {
      for (const need of needs) expect(table.needs[need], `${act} ${need}`).toBeTruthy();
      for (const told of tells) expect(table.tells[told], `${act} ${told}`).toBeTruthy();
    }
  });
});

describe('the lives of rounds', () => {
  const needsOf = (road: keyof typeof SELECTION_LIFECYCLES, from: string, act: string) => stepOf(SELECTION_LIFECYCLES[road] as AnyTable, from, act)?.needs ?? [];

  it('ask for a second person wherever one alone could decide', () => {
    for (const road of ['selection', 'recommendation'] as const) expect(needsOf(road, 'scheme-submitted', 'selection.approve-scheme')).toContain('scheme-by-another');
    for (const road of ['selection', 'designation', 'recommendation'] as const) {
      expect(needsOf(road, 'chosen', 'selection.release')).toContain('by-another');
      expect(needsOf(road, 'chosen', 'selection.decide')).toContain('by-another');
    }
  });

  it('ask for a reason wherever something is sent back, reopened or ended', () => {
    for (const table of Object.values(SELECTION_LIFECYCLES)) {
      for (const { act, needs } of table.steps) if (/return|reopen|cancel/.test(act)) expect(needs, `${table.title} ${act}`).toContain('reason');
    }
  });

  it('let nothing be decided while a notice runs', () => {
    for (const road of ['selection', 'designation', 'recommendation'] as const) expect(needsOf(road, 'notice', 'selection.decide')).toContain('notice-over');
  });

  it('know no scoring without a panel, and no call of a designation', () => {
    expect(statesOf(SELECTION_LIFECYCLES.recommendation as AnyTable)).not.toContain('scoring');
    expect(statesOf(SELECTION_LIFECYCLES.designation as AnyTable).sort()).toEqual(['cancelled', 'chosen', 'decided', 'draft', 'established', 'notice']);
  });
});

/** Who has to know of an act, written down apart from the tables; where a life or a state makes a difference, it stands before the act. An act that is not here tells nobody. */
const TOLD: Readonly<Record<string, string>> = {
  'selection.submit-scheme': 'official', 'selection.return-scheme': 'author', 'selection.approve-scheme': 'author', 'selection.publish': 'institutions', 'selection.close': 'official office',
  'selection.begin-scoring': 'panel applicants', 'selection.end-review': 'official applicants', 'selection.end-scoring': 'official', 'selection.choose': 'official', 'selection.return-choice': 'proposer',
  'selection.release': 'applicants proposer', '指定 selection.release': 'chosen proposer', 'selection.reopen': 'applicants proposer', '指定 selection.reopen': 'chosen proposer', 'selection.reopen-review': 'applicants proposer office',
  '遴选 selection.decide': 'applicants chosen old-host', '指定 selection.decide': 'chosen old-host', '推荐 chosen selection.decide': 'applicants', '推荐 notice selection.decide': 'applicants old-host',
  '遴选 selection.begin-term': 'applicants chosen official', '指定 selection.begin-term': 'chosen official', '推荐 selection.begin-term': 'applicants official',
  'selection.cancel': 'applicants panel', '遴选 draft selection.cancel': '', '推荐 draft selection.cancel': '', '指定 selection.cancel': '', '指定 notice selection.cancel': 'chosen',
  'application.submit': 'office official', '申请 submitted application.withdraw': 'office official',
  'panel.invite': 'assessor', 'panel.propose': 'official', 'panel.approve': 'assessor proposer', 'panel.refuse': 'proposer', 'panel.accept': 'office official', 'panel.decline': 'office official', 'panel.withdraw': 'office official', 'panel.recuse': 'assessor',
  'objection.file': 'official office', 'objection.answer': 'official office',
  'handover.give': 'new-host office', 'handover.return': 'old-host office', 'handover.receive': 'old-host official office', 'handover.override': 'old-host new-host office',
};

describe('who is told', () => {
  const steps = DRAWN.flatMap(({ table }) => table.steps.map((step) => [`${table.title} ${step.from ?? ''} ${step.act}`, table.title, step] as const));
  it.each(steps)('%s', (name, title, { act, tells = [] }) => expect(tells.join(' ')).toBe(TOLD[name] ?? TOLD[`${title} ${act}`] ?? TOLD[act] ?? ''));

  it('is written down of no act that there is not', () => {
    const known = new Set(steps.flatMap(([name, title, { act }]) => [name, `${title} ${act}`, act]));
    expect(Object.keys(TOLD).filter((key) => !known.has(key))).toEqual([]);
  });
});
