import { stableHash } from '../random.ts';
import type { BambooEmployee } from '../state/bamboo-state.ts';
import type { ListAnswer } from '../state/bamboo-modes.ts';

interface ListBody {
  _links: unknown;
  data: unknown[];
  meta: { total: number; page: { limit: number; nextCursor: string | null; prevCursor: string | null } };
}

/** The people the list knows at all: about a tenth is missing in the mode `fewer-rows`. */
export function listedPeople(employees: BambooEmployee[], mode: ListAnswer): BambooEmployee[] {
  return mode === 'fewer-rows' ? employees.filter((employee) => stableHash(employee.id) % 10 !== 0) : employees;
}

function json(body: unknown, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { headers: { 'Content-Type': type } });
}

/** A page of the list as the wire carries it, bent the way the mode says (all of it inferred). */
export function listAnswer(body: ListBody, mode: ListAnswer): Response {
  const { meta, data, ...rest } = body;
  const { total, page } = meta;
  switch (mode) {
    case 'no-page':
      return json({ data, meta: { total }, ...rest });
    case 'no-meta':
      return json({ data, ...rest });
    case 'text-total':
      return json({ data, meta: { total: String(total), page }, ...rest });
    case 'high-total':
      return json({ data, meta: { total: total + 1, page }, ...rest });
    case 'error-body':
      // BambooHR reference §3.2: another endpoint answers 200 with an error body when it is limited.
      return json({ error: { code: 429, message: 'Limit exceeded' } });
    case 'html-type':
      return json(body, 'text/html; charset=UTF-8');
    case 'cut-short':
      return json({
        data: data.slice(0, Math.floor(data.length * 0.9)),
        meta: { total, page: { ...page, nextCursor: null } },
        ...rest,
      });
    case 'fewer-rows':
    case 'plain':
    default:
      return json(body);
  }
}
