import type { GuardFinding, RunMode } from '../../domain/guard.ts';
import { dispensable } from '../compare/unreadable.ts';
import { managedFields, type RequiredSourceField, type SourceField } from '../../domain/fields.ts';
import { type GuardFacts, gatherFacts } from './guard-facts.ts';
import { allowed, isOverShare, limits, shareOf } from './guard-limits.ts';
import type { Plan, PlanBasis } from '../../domain/plan.ts';

/** What guards look at. */
export type GuardedPlan = Pick<Plan, 'changes' | 'basis'>;

/**
 * Every guard of design §3.4 against the rows that are selected.
 *
 * Shape:  findings only, in the order of `guardIds`; the same plan gives the same findings in preview and import
 * Errors: none
 */
export function guardsFor(plan: GuardedPlan, mode: RunMode): readonly GuardFinding[] {
  const facts = gatherFacts(plan.changes);
  const { basis } = plan;
  const findings = [
    requiredFieldHidden(basis, mode),
    requiredUnreadable(basis, mode),
    nobodyVisible(basis),
    visibleFell(basis),
    deactivations(basis, facts, mode),
    mode === 'automatic' ? creations(basis, facts) : undefined,
    identityChanges(basis, facts),
    fieldCleared(basis, facts),
    fieldChanged(basis, facts, mode),
    answersDisagree(basis),
    managersChanged(basis, facts),
    noManualImportYet(basis, mode),
    mode === 'automatic' && basis.afterSuspension ? afterSuspension(plan) : undefined,
    basis.ownSync ? blocks('si-own-sync', 0) : undefined,
    licences(basis, facts),
    protectedPerson(facts, mode),
    rightsUnreadable(basis, facts, mode),
  ];
  return findings.filter((finding) => finding !== undefined);
}

/** Whether licences run short while new accounts come before all deactivations. */
export function areLicencesShort(basis: PlanBasis, facts: GuardFacts): boolean {
  const { licences } = basis;
  return (
    licences !== undefined &&
    facts.creations + facts.reactivations > 0 &&
    licences.used + facts.creations + facts.reactivations > licences.paid
  );
}

function requiredFieldHidden(basis: PlanBasis, mode: RunMode): GuardFinding | undefined {
  const { missingRequired: fields, unconfirmed = fields } = basis;
  if (fields.length === 0) return undefined;
  const isOpen = fields.some((field) => unconfirmed.includes(field) || !isDispensable(field));
  const effect = mode === 'automatic' && isOpen ? 'blocks' : 'warns';
  return { id: 'required-field-hidden', effect, count: basis.visible, fields, ...among(fields, unconfirmed) };
}

function isDispensable(field: RequiredSourceField): boolean {
  return (dispensable as readonly RequiredSourceField[]).includes(field);
}

/** Those of the fields an admin can confirm to be missing. */
function among(
  fields: readonly RequiredSourceField[],
  unconfirmed: readonly RequiredSourceField[],
): Pick<GuardFinding, 'unconfirmed'> {
  const open = fields.filter((field) => unconfirmed.includes(field) && isDispensable(field));
  return open.length > 0 ? { unconfirmed: open } : {};
}

/** Nobody's row shows anything of a required field; an admin who knows that lets automatic runs go on, once per field. */
function requiredUnreadable(basis: PlanBasis, mode: RunMode): GuardFinding | undefined {
  const { unreadable: fields = [], unconfirmed = [] } = basis;
  if (fields.length === 0) return undefined;
  const isOpen = fields.some((field) => unconfirmed.includes(field));
  const effect = mode === 'automatic' && isOpen ? 'blocks' : 'warns';
  return { id: 'required-unreadable', effect, count: basis.visible, fields, ...among(fields, unconfirmed) };
}

/** An administrator among the leavers would not be known; an admin who accepts that lets automatic runs go on, once. */
function rightsUnreadable(
  { rights, siUsers }: PlanBasis,
  { deactivations: count }: GuardFacts,
  mode: RunMode,
): GuardFinding | undefined {
  if (rights === undefined || siUsers === 0 || count === 0) return undefined;
  const isOpen = rights === 'unknown';
  const effect = mode === 'automatic' && isOpen ? 'blocks' : 'warns';
  return { id: 'rights-unreadable', effect, count, ...(isOpen && { unconfirmed: ['rights'] as const }) };
}

function nobodyVisible(basis: PlanBasis): GuardFinding | undefined {
  return basis.visible === 0 || !basis.sameAccount ? blocks('nobody-visible', basis.siUsers) : undefined;
}

function visibleFell(basis: PlanBasis): GuardFinding | undefined {
  const base = basis.lastVisible ?? basis.headCount;
  if (base === undefined) return undefined;
  const fell = base - basis.visible;
  const limit = allowed(base, limits.visibleFell);
  return fell > limit ? blocks('visible-fell', fell, limit, base) : undefined;
}

function deactivations(basis: PlanBasis, facts: GuardFacts, mode: RunMode): GuardFinding | undefined {
  const { deactivations: count } = facts;
  const base = basis.matchedActive;
  const limit = Math.min(allowed(base, limits.deactivations), limits.deactivations.most);
  const half = shareOf(base, limits.deactivations.manualShare);
  if (mode === 'manual' && count > half) return blocks('deactivations', count, half, base);
  if (count <= limit) return undefined;
  return { id: 'deactivations', effect: mode === 'automatic' ? 'blocks' : 'warns', count, limit, base };
}

function creations(basis: PlanBasis, facts: GuardFacts): GuardFinding | undefined {
  const count = facts.creations + facts.reactivations;
  const limit = allowed(basis.matchedActive, limits.creations);
  return count > limit ? blocks('creations', count, limit, basis.matchedActive) : undefined;
}

function identityChanges(basis: PlanBasis, facts: GuardFacts): GuardFinding | undefined {
  const { identityChanges: count } = facts;
  const base = basis.matchedActive;
  const limit = shareOf(base, limits.identityChanges.share);
  return isOverShare(count, base, limits.identityChanges) ? blocks('identity-changes', count, limit, base) : undefined;
}

function fieldCleared(basis: PlanBasis, facts: GuardFacts): GuardFinding | undefined {
  const fields = managedFields.filter((field) => {
    const count = facts.cleared[field];
    if (field === 'firstName' || field === 'lastName' || field === 'workEmail') return count > 0;
    return isOverShare(count, basis.holders[field], limits.fieldCleared);
  });
  const [worst] = [...fields].sort((one, other) => facts.cleared[other] - facts.cleared[one]);
  if (worst === undefined) return undefined;
  const base = basis.holders[worst];
  const limit = shareOf(base, limits.fieldCleared.share);
  return { id: 'field-cleared', effect: 'blocks', count: facts.cleared[worst], limit, base, fields };
}

/** One field would change for most of those who hold a value: columns exchanged, a wrong field, a rename of everything. */
function fieldChanged(basis: PlanBasis, facts: GuardFacts, mode: RunMode): GuardFinding | undefined {
  const fields = managedFields.filter(
    (field) => field !== 'supervisor' && isOverShare(facts.changed[field], basis.holders[field], limits.fieldChanged),
  );
  const [worst] = [...fields].sort((one, other) => facts.changed[other] - facts.changed[one]);
  if (worst === undefined) return undefined;
  const base = basis.holders[worst];
  const limit = shareOf(base, limits.fieldChanged.share);
  const effect = mode === 'automatic' ? 'blocks' : 'warns';
  return { id: 'field-changed', effect, count: facts.changed[worst], limit, base, fields };
}

function answersDisagree({ disputed = {}, visible: base }: PlanBasis): GuardFinding | undefined {
  const countOf = (field: SourceField) => disputed[field] ?? 0;
  const fields = (Object.keys(disputed) as SourceField[])
    .filter((field) => isOverShare(countOf(field), base, limits.disputed))
    .sort((one, other) => countOf(other) - countOf(one));
  const [worst] = fields;
  if (worst === undefined) return undefined;
  const limit = shareOf(base, limits.disputed.share);
  return { id: 'answers-disagree', effect: 'blocks', count: countOf(worst), limit, base, fields };
}

function managersChanged(basis: PlanBasis, facts: GuardFacts): GuardFinding | undefined {
  const { managersChanged: count } = facts;
  const base = basis.matchedActive;
  if (!isOverShare(count, base, limits.managersChanged)) return undefined;
  return { id: 'managers-changed', effect: 'warns', count, limit: shareOf(base, limits.managersChanged.share), base };
}

function noManualImportYet(basis: PlanBasis, mode: RunMode): GuardFinding | undefined {
  return mode === 'automatic' && !basis.manualImportDone ? blocks('no-manual-import-yet', 0) : undefined;
}

/** What piled up in the meantime is looked at by somebody where it is much, or where it would be said by hand too. */
function afterSuspension(plan: GuardedPlan): GuardFinding | undefined {
  const { matchedActive: base } = plan.basis;
  const count = plan.changes.reduce((sum, { selected }) => sum + (selected ? 1 : 0), 0);
  const limit = allowed(base, limits.afterSuspension);
  const isLimited = guardsFor(plan, 'manual').some((each) => each.effect === 'blocks' || each.limit !== undefined);
  return count > limit || isLimited ? blocks('after-suspension', count, limit, base) : undefined;
}

/** Counts the accounts too many at the worst moment, deactivations that can go first having gone first. */
function licences(basis: PlanBasis, facts: GuardFacts): GuardFinding | undefined {
  if (!basis.licences || !areLicencesShort(basis, facts)) return undefined;
  const { used, paid } = basis.licences;
  const most = used - facts.earlyDeactivations + facts.creations + facts.reactivations;
  return most > paid ? { id: 'licences', effect: 'warns', count: most - paid, limit: paid, base: used } : undefined;
}

function protectedPerson(facts: GuardFacts, mode: RunMode): GuardFinding | undefined {
  const isBroken = mode === 'automatic' && facts.protectedSelected.length > 0;
  const people = isBroken ? facts.protectedSelected : facts.protectedPeople;
  if (people.length === 0) return undefined;
  return { id: 'protected-person', effect: isBroken ? 'blocks' : 'warns', count: people.length, people };
}

function blocks(id: GuardFinding['id'], count: number, limit?: number, base?: number): GuardFinding {
  return { id, effect: 'blocks', count, limit, base };
}
