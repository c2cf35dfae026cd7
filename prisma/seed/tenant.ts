import { ROLES, type Role } from '../../lib/identity/capabilities';
import { addDays, addMonths, addYears, dateOf, yearOf, type LocalDate } from '../../lib/kernel/local-date';
import { compile, type CheckedProfile } from '../../lib/rulebook';
import { canonicalJson } from '../../lib/kernel/canonical';
import { sha256 } from '../../lib/audit/chain';
import type { CentreClass, Grade } from '../../lib/glossary';
import { COMPOSITIONS, makePerson, type Composition, type Listed, type Quirk } from './committees';
import { INSTITUTIONS, type InstitutionText } from './institutions';
import { pinyinKey } from '../../lib/kernel/pinyin';
import { personName } from './names';
import { randomFrom } from './random';
import { addRounds } from './rounds';
import { amend, amended, buildCommittee, leave, ordinarySeat, propose, type Cohort, type Standing } from './rosters';
import { emptyRows, instant, type CentreRow, type HostingPeriodRow, type InstitutionRow, type TenantRows } from './rows';
import { centreName, type SpecialtyText } from './specialties';
import { tell, type Spell, type Story, type StoryFrame, type StoryKind } from './stories';
import type { Staff, TenantFrame } from './tenant-frame';
import { addThisYear, numberDecisions, recordYears, type ThisYear } from './years';

// One tenant from its plan: catalogue, houses, centres with their stories, committees, years, open work and accounts.

export type Flavour = keyof typeof COMPOSITIONS;

/** What one tenant is to hold. */
export interface TenantPlan {
  profile: CheckedProfile;
  /** Whose habits its committees and houses follow. */
  flavour: Flavour;
  sort: number;
  /** The whole catalogue. */
  catalogue: readonly SpecialtyText[];
  /** The direction of the centre that the director and the secretary of the demo belong to. */
  showpiece: string;
  /** How many centres have which story; the showpiece is one more. The sum may be smaller than the catalogue. */
  stories: Readonly<Partial<Record<StoryKind, number>>>;
  /** How the ordinary year is graded. */
  usual: Readonly<Partial<Record<Grade, number>>> | null;
  /** What the commission's section is called. */
  section: string;
  /** Whether accounts for every role are made, or one for the official only. */
  allRoles: boolean;
}

export interface SeedAccount {
  id: string;
  loginName: string;
  displayName: string;
  roleLabel: string;
  jurisdiction: string;
}

export interface TenantSeed {
  tenant: { id: string; name: string; authority: string; letter: string; level: string; parentId: string | null; kind: 'jurisdiction'; sort: number };
  rows: TenantRows;
  accounts: SeedAccount[];
}

/** As in the codes that the platform gives to centres opened later. */
const CLASS_LETTERS: Readonly<Record<CentreClass, string>> = { clinical: 'L', technical: 'Y', management: 'G', tcm: 'Z' };

/** Quirks that a new list may have in a jurisdiction without being refused, given in turn. */
const QUIRKS: Readonly<Record<Flavour, readonly Quirk[]>> = {
  national: [],
  chongqing: ['lower-title', 'rehired-head', 'oversize', 'head-without-specialty', 'no-deputies'],
  zhengzhou: ['host-share', 'lower-title'],
  qingpu: ['two-aides', 'lower-title', 'newcomer'],
  jinxiang: ['oversize'],
};

const OLDER: Partial<Record<StoryKind, Quirk>> = { 'older-host-share': 'older-host-share', 'older-size': 'older-size', 'older-both': 'older-both' };

/** Everything of one tenant as rows. The same plan and day give the same rows. */
export function buildTenant(plan: TenantPlan, today: LocalDate, expert: Staff | null = null): TenantSeed {
  const { profile } = plan;
  const { jurisdiction, structure } = profile;
  const random = randomFrom(`zhikong ${jurisdiction.id}`);
  const rows = emptyRows();
  const names = new Set<string>();
  const { code } = jurisdiction;
  const login = plan.allRoles ? code.toLowerCase() : jurisdiction.id;
  const inClass: Record<CentreClass, number> = { clinical: 0, technical: 0, management: 0, tcm: 0 };
  const staff = (): Staff => ({ id: random.id(), name: personName(random, names) });

  const profileVersionId = random.id();
  rows.profile_version.push({
    id: profileVersionId, profileId: profile.id, revision: 1,
    effectiveFrom: profile.instrument.effectiveFrom as LocalDate, effectiveTo: profile.instrument.effectiveTo as LocalDate | null,
    document: profile, sha256: sha256(canonicalJson(profile)),
  });
  rows.institution.push(...(INSTITUTIONS[plan.flavour] as InstitutionText[]).map((i): InstitutionRow => ({ newlyOpened: false, ...i, id: random.id(), pinyin: pinyinKey(i.name) })));

  const official = staff();
  const frame: TenantFrame = {
    today, random, code, profile, rulebook: compile(profile), profileVersionId, revision: 1, rows,
    institutions: rows.institution,
    people: { random, names, add: (person) => (rows.person.push(person), person), asksPractice: profile.rules.some((rule) => rule.kind === 'committee.practice-years') },
    official, assessor: staff(), expert, formerAssessors: [staff(), staff(), staff(), staff()],
  };
  const secretaryId = random.id();
  const catalogue = plan.catalogue.map((text) => ({
    text, row: { id: random.id(), class: text.class, field: text.field, direction: text.direction, pinyin: pinyinKey(text.direction), number: text.number, listed: text.number !== null },
  }));
  rows.specialty.push(...catalogue.map((c) => c.row));

  // The showpiece comes first; the other stories are dealt out to the rest of the catalogue.
  const kinds = (Object.entries(plan.stories) as [StoryKind, number][]).flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
  const show = catalogue.find((c) => c.text.direction === plan.showpiece)!;
  const chosen = new Set(random.sample(catalogue.filter((c) => c !== show), kinds.length));
  const dealt = random.sample(kinds, kinds.length);
  const inOrder = [show, ...catalogue.filter((c) => chosen.has(c))];
  const quirks = quirksInTurn(plan.flavour, inOrder.length);

  const files = inOrder.map(({ text, row }, i) => {
    const kind = i === 0 ? 'showpiece' : dealt[i - 1]!;
    const story = storyOf(plan, frame, kind);
    const centre: CentreRow = {
      id: random.id(),
      code: `${code}-${CLASS_LETTERS[text.class]}-${String((inClass[text.class] += 1)).padStart(3, '0')}`,
      name: centreName(profile, text), pinyin: pinyinKey(centreName(profile, text)),
      specialtyId: row.id, class: text.class, status: 'operating', openedOn: story.spells[0]!.startsOn,
    };
    rows.centre.push(centre);
    const hosts = structure.host ? hostsOf(frame, story, text) : [];
    const periods = hosts.map((host, n): HostingPeriodRow => ({ id: random.id(), centreId: centre.id, institutionId: host.id, cycle: n + 1, ...pick(story.spells[n]!) }));
    rows.hosting_period.push(...periods);
    const standing = (COMPOSITIONS[plan.flavour] as Composition[]).flatMap((composition, n) => {
      const cohorts = cohortsOf(frame, story, composition, hosts);
      const isNew = cohorts.at(-1)!.termFrom >= profile.instrument.effectiveFrom;
      const quirk = (isNew ? null : OLDER[kind]) ?? (n === 0 && isNew && ['ordinary', 'showpiece', 'retained'].includes(kind) && text.class !== 'management' ? quirks(kind === 'showpiece') : null);
      // The list of the showpiece was put forward by its secretary, whose name is known once it has been drawn up.
      const proposer = i === 0 ? { id: secretaryId, name: '' } : null;
      return buildCommittee(frame, centre, composition, cohorts, quirk, proposer) ?? [];
    });
    if (profile.grades) centre.status = recordYears(frame, centre, story, periods);
    else if (kind === 'closed') centre.status = 'closed';
    return { kind, story, centre, hosts, periods, standing };
  });
  type File = (typeof files)[number];
  const showpiece = files[0]!;
  const body = showpiece.standing[0]!;
  const head = body.seats.find((s) => s.posts.includes(body.composition.head))!.person;
  const secretary = body.seats.find((s) => s.posts.includes(body.composition.aide))!.person;
  nameProposer(frame, showpiece.standing, secretaryId, secretary.name);

  for (const file of files) liveOn(plan, frame, file.kind, file.standing);
  for (const house of rows.institution) for (let i = 0; i < 3; i += 1) makePerson(frame.people, house, 'spare', today);
  openChanges(plan, frame, showpiece.standing, files.filter((f) => f !== showpiece));
  if (profile.grades) assessThisYear(frame, files.map(({ story, centre, periods, kind }: File) => ({ story, centre, periods, kind })));
  numberDecisions(frame);

  const accounts: SeedAccount[] = [];
  const member = (role: Role, suffix: string, who: Staff, more: { centreId?: string; institutionId?: string; personId?: string; office?: string } = {}, label?: string, by = random) => {
    rows.membership.push({ id: by.id(), accountId: who.id, role, centreId: more.centreId ?? null, institutionId: more.institutionId ?? null, personId: more.personId ?? null, office: more.office ?? null });
    if (suffix) accounts.push({ id: who.id, loginName: `${login}-${suffix}`, displayName: who.name, roleLabel: label ?? ROLES[role], jurisdiction: jurisdiction.name });
  };
  const posts = profile.vocabulary.posts;
  member('official', 'official', official, { office: plan.section }, plan.section);
  if (plan.allRoles) {
    const office = structure.office ? staff() : null;
    if (office) member('office', 'office', office, { office: structure.office!.name }, structure.office!.name);
    const of = `${showpiece.centre.name}`;
    member('director', 'director', { id: random.id(), name: head.name }, { centreId: showpiece.centre.id }, `${posts[body.composition.head] ?? ROLES.director}（${of}）`);
    member('secretary', 'secretary', { id: secretaryId, name: secretary.name }, { centreId: showpiece.centre.id }, `${posts[body.composition.aide] ?? ROLES.secretary}（${of}）`);
    member('assessor', 'assessor', frame.assessor);
    const host = showpiece.hosts.at(-1);
    const contact = host ? staff() : null;
    if (contact) member('host-contact', 'host', contact, { institutionId: host!.id, office: '医务处' }, `${ROLES['host-contact']}（${host!.name}）`);
    member('system-admin', 'system', staff());
    member('security-admin', 'security', staff());
    member('audit-admin', 'audit', staff());
    if (expert) member('assessor', '', expert);
    // Everything of the rounds is drawn from a source of its own, so that the rest of the demo stays as it is.
    const more = randomFrom(`zhikong rounds ${jurisdiction.id}`);
    addRounds({
      frame: { ...frame, random: more, people: { ...frame.people, random: more } },
      files, office, contact: contact && { ...contact, houseId: host!.id }, section: plan.section,
      member: (role, suffix, who, of, label) => member(role, suffix, who, of, label, more),
    });
  }
  determineHosts(frame, randomFrom(`zhikong redetermination ${jurisdiction.id}`));

  return {
    tenant: {
      id: jurisdiction.id, name: jurisdiction.name, authority: jurisdiction.authority, letter: jurisdiction.letter,
      level: jurisdiction.level, parentId: jurisdiction.parent, kind: 'jurisdiction', sort: plan.sort,
    },
    rows,
    accounts,
  };
}

/** Where hosts are looked at anew each has been within the time, but for one that is late and two that are due soon. */
function determineHosts({ profile, rows, today, official }: TenantFrame, random: TenantFrame['random']): void {
  const months = profile.redetermination?.everyMonths;
  if (!months) return;
  const last = addMonths(today, -months);
  const hosted = rows.centre.filter((c) => c.status !== 'closed').flatMap((c) => rows.hosting_period.filter((h) => h.centreId === c.id && h.endedOn === null && h.startsOn < addDays(last, -40)).slice(0, 1));
  hosted.forEach(({ centreId }, i) => {
    const decidedOn = i === 0 ? addDays(last, -12) : i < 3 ? addDays(last, i * 18) : addDays(last, 75 + ((i * 37) % 270));
    rows.redetermination.push({
      id: random.id(), centreId, outcome: 'continued', decidedOn, documentNumber: `${profile.jurisdiction.letter}质控评〔${yearOf(decidedOn)}〕${i + 1}号`, reason: '考核评估合格，履职情况良好', selectionId: null,
      decidedById: official.id, decidedByName: official.name, decidedAt: instant(decidedOn, '16:00'),
    });
  });
}

const pick = ({ startsOn, dueToEndOn, endedOn, endReason }: Spell) => ({ startsOn, dueToEndOn, endedOn, endReason });

/** About one list in ten has something in it that the text allows in principle only; the showpiece has it where nothing later gives it one. */
function quirksInTurn(flavour: Flavour, centres: number): (isShowpiece: boolean) => Quirk | null {
  const all = QUIRKS[flavour];
  let given = 0;
  let seen = 0;
  return (isShowpiece) => {
    if (all.length === 0) return null;
    if (isShowpiece) return flavour === 'qingpu' ? 'lower-title' : null;
    seen += 1;
    if (given >= Math.ceil(centres / 10) || seen % 2 === 0) return null;
    given += 1;
    return all[(given - 1) % all.length]!;
  };
}

function storyOf(plan: TenantPlan, frame: TenantFrame, kind: StoryKind): Story {
  const { profile, today, random } = frame;
  const { host, hostCycle, bodies } = profile.structure;
  if (!host) {
    // Groups exist since the regulation.
    const from = addDays(profile.instrument.effectiveFrom as LocalDate, kind === 'showpiece' ? 32 : 25);
    const startsOn = random.day(from, [addDays(from, kind === 'showpiece' ? 0 : 260), addDays(today, -120)].reduce((a, b) => (a < b ? a : b)));
    return { kind, spells: [{ startsOn, dueToEndOn: null, endedOn: null, endReason: null, sameHost: true }], grades: new Map(), isPending: false };
  }
  const storyFrame: StoryFrame = { today, random, cycleYears: hostCycle?.years ?? null, termYears: bodies[0]!.term?.years ?? null, usual: profile.grades ? plan.usual : null };
  return tell(kind, storyFrame);
}

/** Directions that belong in a house of their own; all others go to a large general one. */
const HOMES: readonly (readonly [direction: RegExp, house: RegExp])[] = [
  [/儿|妇|产|生殖/, /妇幼|儿童/], [/精神/, /精神/], [/肿瘤|放射治疗/, /肿瘤/], [/口腔/, /口腔/],
];

/** The host of each spell. */
function hostsOf({ institutions, random }: TenantFrame, story: Story, { class: of, direction }: SpecialtyText): InstitutionRow[] {
  const home = of === 'tcm' ? /中医/ : HOMES.find(([what]) => what.test(direction))?.[1];
  const general = institutions.filter((i) => i.kind === 'general' && i.level.startsWith('3'));
  const fitting = home ? institutions.filter((i) => home.test(i.name)) : general;
  const hosts: InstitutionRow[] = [];
  for (const spell of story.spells) {
    const before = hosts.at(-1);
    if (before && spell.sameHost) hosts.push(before);
    else hosts.push(random.pick([...fitting, ...general].filter((i, n) => i !== before && (n < fitting.length || fitting.length < 2))));
  }
  return hosts;
}

/** A committee's cohorts: with the host's cycles where there are any, otherwise term by term. */
function cohortsOf({ profile, today }: TenantFrame, { spells, kind }: Story, { body }: Composition, hosts: readonly InstitutionRow[]): Cohort[] {
  const term = profile.structure.bodies.find((b) => b.body === body)?.term?.years;
  if (term === undefined) return [{ number: 1, termFrom: spells[0]!.startsOn, termTo: null, endedOn: null, endReason: null, host: null }];
  const end = (from: LocalDate) => addDays(addYears(from, term), -1);
  if (profile.structure.hostCycle) {
    // Only where the text says so does the committee go with its host.
    const dissolves = profile.cycle?.rows.some((row) => row.outcome.committee === 'dissolved') ?? false;
    return spells.map((spell, i): Cohort => {
      const termTo = end(spell.startsOn);
      const stays = kind === 'removed' && !dissolves;
      const endedOn = stays ? null : spell.endedOn;
      const endReason = endedOn === null ? null : kind === 'removed' ? '解散' : kind === 'closed' ? '质控中心撤销' : i < spells.length - 1 ? '换届' : '任期届满';
      return { number: i + 1, termFrom: spell.startsOn, termTo, endedOn, endReason, host: hosts[i] ?? null };
    });
  }
  const cohorts: Cohort[] = [];
  let from = spells[0]!.startsOn;
  // A term that ran out a few weeks ago still stands until the next one is appointed.
  while (addYears(from, term) <= addDays(today, -45)) {
    cohorts.push({ number: cohorts.length + 1, termFrom: from, termTo: end(from), endedOn: end(from), endReason: '换届', host: hosts[0] ?? null });
    from = addYears(from, term);
  }
  return [...cohorts, { number: cohorts.length + 1, termFrom: from, termTo: end(from), endedOn: null, endReason: null, host: hosts[0] ?? null }];
}

function nameProposer({ rows }: TenantFrame, standing: readonly Standing[], id: string, name: string): void {
  for (const { proposer } of standing) proposer.name = name;
  for (const change of rows.roster_change) if (change.proposedById === id) change.proposedByName = name;
}

/** What has happened to a committee since its list was approved: people left, others came. */
function liveOn(plan: TenantPlan, frame: TenantFrame, kind: StoryKind, bodies: readonly Standing[]): void {
  const { today, random, profile } = frame;
  const effectiveFrom = profile.instrument.effectiveFrom as LocalDate;
  bodies.forEach((body, n) => {
    const { termFrom } = body.row;
    const quietUntil = [addDays(termFrom, 60), addDays(effectiveFrom, 40)].reduce((a, b) => (a > b ? a : b));
    const isLater = (date: LocalDate, days: number) => date < addDays(today, -days);
    if (kind === 'showpiece') {
      if (n === 0 && plan.flavour !== 'qingpu') showpieceChange(plan, frame, body, random.day(isLater(quietUntil, 190) ? addDays(today, -190) : quietUntil, addDays(today, -150)));
      return;
    }
    // Lists that would not be approved today must not be touched.
    if (kind.startsWith('older')) return;
    let settled = quietUntil;
    if (random.chance(0.15) && isLater(addDays(termFrom, 90), 300)) {
      const on = random.day(addDays(termFrom, 90), addDays(today, -300));
      leave(frame, body, ordinarySeat(frame, body), on);
      if (on > settled) settled = addDays(on, 20);
    }
    if (random.chance(0.14) && isLater(settled, 80)) {
      const leaver = ordinarySeat(frame, body);
      const house = frame.institutions.find((i) => i.id === leaver.person.institutionId)!;
      const on = random.day(settled, addDays(today, -70));
      amend(frame, body, { leaver, newcomers: [{ person: makePerson(frame.people, house, 'ordinary', on), posts: leaver.posts }] }, on);
    }
    if (random.chance(0.1)) leave(frame, body, ordinarySeat(frame, body), random.day(addDays(today, -60), addDays(today, -12)));
    if (kind === 'chair-left' && n === 0) {
      const seat = body.seats.find((s) => s.posts.includes(body.composition.head))!;
      leave(frame, body, seat, addDays(today, -random.pick([16, 24, 43])), random.pick(['调离本辖区', '退休', '本人申请不再担任']));
    }
  });
}

/** The showpiece's committee was amended this year with a departure that the official accepted. */
function showpieceChange(plan: TenantPlan, frame: TenantFrame, body: Standing, on: LocalDate): void {
  const { random, institutions, people } = frame;
  const house = () => random.pick(institutions.filter((i) => i.id !== body.host?.id && i.kind !== 'other'));
  const newcomer = (but = {}): Listed => ({ person: makePerson(people, house(), 'ordinary', on, but), posts: [body.composition.ordinary] });
  if (plan.flavour === 'jinxiang') {
    amend(frame, body, { newcomers: Array.from({ length: 21 - body.seats.length }, () => newcomer()) }, on);
    return;
  }
  amend(frame, body, { leaver: ordinarySeat(frame, body), newcomers: [newcomer(plan.flavour === 'chongqing' ? { title: 'intermediate' } : {})] }, on);
}

/** Work in hand: a draft with the secretary, one change returned, and one or two with the official. */
function openChanges(plan: TenantPlan, frame: TenantFrame, showpiece: readonly Standing[], files: readonly { kind: StoryKind; centre: CentreRow; standing: Standing[] }[]): void {
  const { random, today, institutions, people } = frame;
  const soon = (from: number, to: number) => addDays(today, random.int(from, to));
  const join = (body: Standing, on: LocalDate, house: InstitutionRow, but = {}): Listed => ({ person: makePerson(people, house, 'ordinary', on, but), posts: [body.composition.ordinary] });
  const elsewhere = ({ host }: Standing) => random.pick(institutions.filter((i) => i.id !== host?.id && i.kind !== 'other'));
  const houseOf = (id: string) => institutions.find((i) => i.id === id)!;

  const mine = showpiece[0]!;
  const draftOn = soon(20, 35);
  const leaver = ordinarySeat(frame, mine);
  propose(frame, mine, 'draft', amended(mine, { leaver, newcomers: [join(mine, draftOn, houseOf(leaver.person.institutionId))] }), draftOn);

  // The first vacancy of a head: a successor from the same house is with the official.
  const orphan = files.find((f) => f.kind === 'chair-left')?.standing[0];
  if (orphan?.formerHead) {
    const on = soon(12, 20);
    const person = makePerson(people, houseOf(orphan.formerHead.institutionId), 'head', on);
    propose(frame, orphan, 'submitted', amended(orphan, { newcomers: [{ person, posts: [orphan.composition.head] }] }, orphan.formerHead), on);
  }
  const quiet = files.filter((f) => f.kind === 'ordinary' && f.centre.class !== 'management' && f.standing.length > 0).map((f) => f.standing[0]!);
  const [departing, returned] = random.sample(quiet, 2);
  if (departing) {
    const on = soon(12, 25);
    const seat = ordinarySeat(frame, departing);
    const short = plan.flavour === 'jinxiang' ? 21 - departing.seats.length : 1;
    const but = plan.flavour === 'chongqing' ? { title: 'intermediate' } : plan.flavour === 'qingpu' ? { practisesHereSince: addDays(on, -400), parentLevelExpert: false } : {};
    const newcomers = Array.from({ length: Math.max(1, short) }, () => join(departing, on, elsewhere(departing), but));
    propose(frame, departing, 'submitted', amended(departing, plan.flavour === 'jinxiang' ? { newcomers } : { leaver: seat, newcomers }), on);
  }
  if (returned) {
    const on = soon(15, 30);
    const seat = ordinarySeat(frame, returned);
    const list = amended(returned, { leaver: seat, newcomers: [join(returned, on, houseOf(seat.person.institutionId))] });
    propose(frame, returned, 'returned', list, on, '拟增补人选的材料不全，请补充所在单位意见和本人履历后重新报送');
  }
}

/** This year's assessments, for centres whose host runs to the end of the year and has no decision waiting. */
function assessThisYear(
  frame: TenantFrame,
  files: readonly { kind: StoryKind; story: Story; centre: CentreRow; periods: HostingPeriodRow[] }[],
): void {
  const { today, random, profile, assessor, expert, rows, official } = frame;
  const year = yearOf(today);
  const yearEnd = dateOf(year, 12, 31);
  const due = files.flatMap(({ kind, story, centre, periods }): (ThisYear & { kind: StoryKind })[] => {
    const spell = story.spells.at(-1)!;
    const runs = spell.endedOn === null && (spell.dueToEndOn === null || spell.dueToEndOn >= yearEnd) && spell.startsOn <= today;
    const isOpen = profile.scoreSheet || (!story.isPending && (centre.status === 'operating' || centre.status === 'rectifying'));
    return runs && isOpen ? [{ kind, centre, period: periods.at(-1) ?? null, cycle: story.spells.length }] : [];
  });
  const by = () => (expert && random.chance(0.25) ? expert : assessor);

  if (profile.scoreSheet && profile.grades?.byScore && profile.grades.byProportion) {
    // All but one are in: by score many do well, by proportion only three in ten can.
    for (let y = year - 4; y < year; y += 1) {
      const decidedOn = [dateOf(y + 1, 2, 20), addDays(today, -30)].reduce((a, b) => (a < b ? a : b));
      rows.assessment_year.push({
        id: random.id(), year: y, gradeRule: 'score', reason: '按附件分数线认定，不按比例强制分布',
        decidedById: official.id, decidedByName: official.name, decidedAt: instant(decidedOn, '10:30'),
      });
    }
    const rest = due.filter((d) => d.kind !== 'showpiece');
    rest.forEach((d, i) => {
      const share = i / rest.length;
      const score = share < 0.42 ? random.int(181, 193) / 2 : share < 0.9 ? random.int(152, 178) / 2 : random.int(134, 147) / 2;
      addThisYear(frame, d, year, 'proposed', by(), score);
    });
  } else {
    // About a third of all centres are with the demo assessor, a few have come back.
    const rest = random.sample(due.filter((d) => d.kind !== 'showpiece'), due.length);
    const assigned = Math.round(files.length / 3);
    rest.slice(0, assigned).forEach((d) => addThisYear(frame, d, year, 'assigned', by()));
    rest.slice(assigned, assigned + 4).forEach((d) => addThisYear(frame, d, year, 'proposed', by()));
    rest.slice(assigned + 4, assigned + 5).forEach((d) => addThisYear(frame, d, year, 'returned', assessor));
  }
  const show = due.find((d) => d.kind === 'showpiece');
  if (show) addThisYear(frame, show, year, 'assigned', assessor);
}
