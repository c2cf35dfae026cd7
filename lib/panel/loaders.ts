import { notFound } from 'next/navigation';
import { cache } from 'react';
import { may } from '../identity/actor';
import { recordDownload, refusePage } from '../identity/loaders';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import { getRound, type Round } from '../selection/data';
import { listAssessors, readComparison, readPanel, readReview, readReviews, readSheet, searchAssessors } from './data';

/** The assessors whom a work plan may name, for whoever drafts it. */
export async function loadAssessors(jurisdiction: string) {
  const { actor } = await loadDeskFor(jurisdiction, 'selection.save');
  return readAs(actor, (tx) => listAssessors(tx, actor.tenantId));
}

/** The panel of a round, whom its plan names besides, and the other assessors that a word finds where they may be invited or proposed; for the commission. */
export async function loadPanel(jurisdiction: string, round: Round, word: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'selection.read');
  const open = round.state === 'reviewing' || round.state === 'scoring';
  const loaded = await readAs(desk.actor, async (tx) => {
    const panel = await readPanel(tx, desk.actor, round, desk.today);
    const named = panel?.named ?? null;
    return {
      panel,
      candidates: round.scheme?.panel && open && (named === null || named.missing > 0) ? await searchAssessors(tx, desk.actor, round, word, desk.today) : null,
    };
  });
  const target = { tenantId: desk.actor.tenantId };
  return {
    panel: loaded.panel ?? notFound(), candidates: loaded.candidates,
    may: { invite: may(desk.actor, 'panel.invite', target), propose: may(desk.actor, 'panel.propose', target), approve: may(desk.actor, 'panel.approve', target), recuse: may(desk.actor, 'panel.recuse', target), order: may(desk.actor, 'panel.order', target), pass: may(desk.actor, 'selection.begin-scoring', target) },
  };
}

/** What the panel's sheets came to; null before scoring has ended. */
export const loadComparison = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'selection.read');
  if (!isId(id)) notFound();
  const found = await readAs(desk.actor, async (tx) => {
    const round = await getRound(tx, desk.actor.tenantId, id, desk.today);
    return round && { number: round.number, title: round.title, state: round.state, comparison: await readComparison(tx, desk.actor, round) };
  });
  return { desk, ...(found ?? notFound()) };
});

/** The same for a file that leaves the platform, which the audit records; not found before there is anything to compare. */
export async function loadComparisonFile(jurisdiction: string, id: string) {
  const { desk: { actor }, number, title, comparison } = await loadComparison(jurisdiction, id);
  if (!comparison) notFound();
  await recordDownload(actor, 'selection.read', { type: 'selection', id }, { file: 'comparison.xlsx', number });
  return { number, title, comparison };
}

/** The rounds to which the assessor was invited. */
export async function loadReviews(jurisdiction: string) {
  const desk = await loadDeskFor(jurisdiction, 'panel.read');
  return { desk, reviews: await readAs(desk.actor, (tx) => readReviews(tx, desk.actor)) };
}

/** One of them; not found for whoever was not invited. */
export const loadReview = cache(async (jurisdiction: string, selectionId: string) => {
  const desk = await loadDeskFor(jurisdiction, 'panel.read');
  if (!isId(selectionId)) notFound();
  const review = await readAs(desk.actor, (tx) => readReview(tx, desk.actor, selectionId, desk.today));
  return { desk, review: review ?? (await refusePage(desk.actor, 'panel.read', { type: 'selection', id: selectionId })) };
});

/** An application with the assessor's own sheet; not found for whoever does not judge it now. */
export const loadSheet = cache(async (jurisdiction: string, selectionId: string, applicationId: string) => {
  const desk = await loadDeskFor(jurisdiction, 'panel.read');
  if (!isId(selectionId) || !isId(applicationId)) notFound();
  const found = await readAs(desk.actor, (tx) => readSheet(tx, desk.actor, applicationId, desk.today));
  if (!found || found.round.id !== selectionId) return refusePage(desk.actor, 'panel.read', { type: 'application', id: applicationId });
  return { desk, ...found };
});
