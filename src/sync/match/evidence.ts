import { type Cell, valueOf } from '../../domain/cell.ts';
import { daysApart } from '../../domain/iso-date.ts';
import type { Employee, SiUser } from '../../domain/people.ts';
import { anyWord } from '../compare/wanted.ts';
import { foldAddress } from './address.ts';
import { isInitial, reachOf, soundAlike } from './latin.ts';
import { coreWords, hasDj, hasInOnePiece, inOrder, isParticle, nameKeys, nameWords, withDj } from './name-key.ts';

/** What one fact says about an employee and an account being one person. */
export type Say = 'agrees' | 'contradicts' | 'unknown';

/** The four facts two records are compared by (design §3.2). */
export interface Evidence {
  /** First name or nickname. */
  readonly firstName: Say;
  readonly lastName: Say;
  readonly email: Say;
  readonly hireDate: Say;
}

/** Whether an address of SI is the employee's under the domain the whole company had before. */
export type HasMoved = (workEmail: string, before: string) => boolean;

/** Compares the records; a value one side lacks, hides or does not offer says nothing. */
export function evidenceOf(employee: Employee, user: SiUser, hasMoved: HasMoved = () => false): Evidence {
  return {
    ...compareNames(employee, user),
    email: compareEmails(employee, user, hasMoved),
    hireDate: compareDates(valueOf(employee.hireDate), valueOf(user.hireDate)),
  };
}

/** Whether two records may be joined: something agrees, and no more contradicts than agrees. */
export function isSamePerson(evidence: Evidence): boolean {
  const { agree, contradict } = count(evidence);
  return agree > 0 && contradict <= agree;
}

/** Whether more agrees than contradicts: two records that only tie may be those of a father and his son. */
export function isSurelySame(evidence: Evidence): boolean {
  const { agree, contradict } = count(evidence);
  return agree > contradict;
}

function count(evidence: Evidence): { readonly agree: number; readonly contradict: number } {
  let agree = 0;
  let contradict = 0;
  for (const say of [evidence.firstName, evidence.lastName, evidence.email, evidence.hireDate]) {
    if (say === 'agrees') agree += 1;
    else if (say === 'contradicts') contradict += 1;
  }
  return { agree, contradict };
}

/** Both names letter by letter: two of four facts agree, which the other two cannot outnumber. Cheap, and true of nearly everybody. */
export function isSameName(employee: Employee, user: SiUser): boolean {
  return (
    typeof employee.firstName === 'string' &&
    typeof employee.lastName === 'string' &&
    employee.lastName === user.lastName &&
    employee.firstName === user.firstName &&
    anyWord.test(employee.firstName) &&
    anyWord.test(employee.lastName)
  );
}

/** The folded addresses of an account: its email and its login, where they are addresses. */
export function addressesOf({ email, login }: SiUser): readonly string[] {
  const known = [valueOf(email), valueOf(login)].flatMap((text) => (text?.includes('@') ? [foldAddress(text)] : []));
  return known[0] === known[1] ? known.slice(0, 1) : known;
}

function compareEmails(employee: Employee, user: SiUser, hasMoved: HasMoved): Say {
  const own = valueOf(employee.workEmail);
  const theirs = addressesOf(user);
  if (own === undefined || theirs.length === 0) return 'unknown';
  const folded = foldAddress(own);
  return theirs.some((address) => address === folded || hasMoved(folded, address)) ? 'agrees' : 'contradicts';
}

/** A day more or less is the clock's doing: SI keeps an instant, whose day depends on a time zone. */
function compareDates(one: string | undefined, other: string | undefined): Say {
  if (one === undefined || other === undefined) return 'unknown';
  if (one === other) return 'agrees';
  const apart = daysApart(one, other);
  if (Number.isNaN(apart)) return 'unknown';
  return apart <= 1 ? 'agrees' : 'contradicts';
}

function compareNames(employee: Employee, user: SiUser): Pick<Evidence, 'firstName' | 'lastName'> {
  const nickname = compareParts(employee.preferredName, user.firstName, 'given');
  const firstName = nickname === 'agrees' ? nickname : compareParts(employee.firstName, user.firstName, 'given');
  const lastName = compareParts(employee.lastName, user.lastName);
  if (firstName === 'agrees' && lastName === 'agrees') return { firstName, lastName };
  const givenNames: readonly Cell[] = [employee.firstName, employee.preferredName];
  const isSame = givenNames.some((given) => isOtherwiseSame(given, employee, user));
  return isSame ? { firstName: 'agrees', lastName: 'agrees' } : { firstName, lastName };
}

/** The same full name in another order, or divided otherwise between the two fields. */
function isOtherwiseSame(given: Cell, { lastName }: Employee, user: SiUser): boolean {
  if (typeof given !== 'string' || typeof lastName !== 'string') return false;
  if (compareParts(given, user.lastName) === 'agrees' && compareParts(lastName, user.firstName) === 'agrees')
    return true;
  const theirs = nameKeys(valueOf(user.firstName), valueOf(user.lastName));
  return nameKeys(given, lastName).some((key) => theirs.includes(key));
}

/**
 * One part of a name. A part of it agrees with the whole: `Lopez` and `Lopez-Schmidt`, `Anna` and `Anna Maria`.
 * A first name that is a particle elsewhere is a name where it comes first: `Ben` and `Ben Thomas`.
 */
function compareParts(one: Cell, other: Cell, kind?: 'given'): Say {
  if (typeof one !== 'string' || typeof other !== 'string') return 'unknown';
  if (one === other) return anyWord.test(one) ? 'agrees' : 'unknown';
  const say = compareTexts(one, other, kind);
  if (say === 'agrees' || !hasDj(one + other)) return say;
  return compareTexts(withDj(one), withDj(other), kind) === 'agrees' ? 'agrees' : say;
}

function compareTexts(one: string, other: string, kind?: 'given'): Say {
  const [ours, theirs] = [nameWords(one), nameWords(other)];
  if (ours.length === 0 || theirs.length === 0) return 'unknown';
  const [core, theirCore] = [coreWords(ours), coreWords(theirs)];
  if (isPartOf(ours, theirs) || isPartOf(theirs, ours) || isPartOf(core, theirCore) || isPartOf(theirCore, core))
    return 'agrees';
  if (kind === 'given' && ours[0] === theirs[0] && (ours.length === 1 || theirs.length === 1)) return 'agrees';
  const [fewer, more] = core.length <= theirCore.length ? [core, theirCore] : [theirCore, core];
  if (isInitials(fewer, more) || isInitials(more, fewer)) return 'unknown';
  const reach = reachOf(one, other);
  if (reach === 'none') return 'unknown';
  return reach === 'sound' && fewer.every((word) => more.some((each) => soundAlike(word, each)))
    ? 'agrees'
    : 'contradicts';
}

/**
 * All words are among the others, or are written there in one piece: `de la Cruz` and `Delacruz`.
 * Particles alone are part of nothing but themselves: Lê is not Le Pen.
 */
function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  if (part.every(isParticle)) return part.join('') === whole.join('') || inOrder(part) === inOrder(whole);
  return part.every((word) => whole.includes(word)) || hasInOnePiece(whole, part.join(''));
}

/** `J.` may be John or Jane. */
function isInitials(short: readonly string[], full: readonly string[]): boolean {
  return short.every((letter) => isInitial(letter) && full.some((word) => word.startsWith(letter)));
}
