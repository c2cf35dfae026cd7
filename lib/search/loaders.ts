import { listCentres } from '../centre/data';
import { searchPeople } from '../committee/data';
import { may, ownCentres } from '../identity/actor';
import { mayEver } from '../identity/capabilities';
import { pageInstitutions } from '../institution/data';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { formatArticle } from '../regulation/citation';
import { explain } from '../rulebook';

/** How many of each kind one page shows. */
const MOST = 10;

/** Everything of the jurisdiction that matches a word and that the actor may see: centres, institutions, people, decisions, rules. */
export async function loadSearch(jurisdiction: string, q: string) {
  const desk = await loadDeskFor(jurisdiction, 'centre.list');
  const { actor, rules, today } = desk;
  const { tenantId } = actor;
  const word = q.trim();
  const roles = actor.roles.map((r) => r.role);
  if (word === '') return { desk, centres: [], moreCentres: 0, institutions: [], people: [], decisions: [], lines: [] };
  const found = await readAs(actor, async (tx) => {
    const centres = await listCentres(tx, tenantId, { q: word }, { today });
    const seesAllDecisions = may(actor, 'decision.read', { tenantId });
    return {
      centres: centres.rows.slice(0, MOST),
      moreCentres: centres.total - Math.min(centres.total, MOST),
      institutions: mayEver('institution.list', roles) ? (await pageInstitutions(tx, tenantId, word, undefined)).rows.slice(0, MOST) : [],
      people: mayEver('person.register', roles) ? (await searchPeople(tx, tenantId, word, [])).slice(0, MOST) : [],
      decisions: mayEver('decision.read', roles)
        ? await tx.decision.findMany({
            where: { tenantId, number: { contains: word.toUpperCase() }, ...(seesAllDecisions ? {} : { centreId: { in: ownCentres(actor) } }) },
            orderBy: { number: 'desc' },
            take: MOST,
            select: { id: true, number: true, centre: { select: { name: true } } },
          })
        : [],
    };
  });
  const lines = explain(rules.profile).filter((l) => l.label.includes(word) || l.value.includes(word) || formatArticle(l.article).includes(word) || l.article === word).slice(0, MOST);
  return { desk, ...found, lines };
}
