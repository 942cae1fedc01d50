import '../shared/zod-config.ts';
import * as z from 'zod/mini';
import { dictionary, partialOf } from '../shared/dictionary.ts';
import { bookkeepingFields, managedFields, plainFields } from '../domain/fields.ts';
import type { CompanyPair, EmployeeId, RunId, SiUserId } from '../domain/ids.ts';
import { decisionId, keptFields } from '../domain/link.ts';
import type { Remembered } from '../history/pair-store.ts';
import { AppError, errorCodes } from '../shared/app-error.ts';

/** An id is any text of its vendor's. */
const id = <Id extends string>() => z.string() as unknown as z.ZodMiniType<Id, Id>;
const employeeId = id<EmployeeId>();
const siUserId = id<SiUserId>();
const runId = id<RunId>();
const texts = z.array(z.string());
const text = z.optional(z.string());
const number = z.optional(z.number());
const flag = z.optional(z.boolean());
const bySide = z.lazy(() => z.optional(z.object({ bamboo: texts, si: texts })));

const link = z.lazy(() =>
  z.object({
    employeeId,
    siUserId,
    externalId: text,
    email: text,
    by: z.enum(['pin', 'link', 'employee-id', 'email']),
    confirmedAtMs: z.number(),
    seenAtMs: number,
    deactivatedByUs: flag,
    written: z.optional(partialOf([...managedFields, ...bookkeepingFields], z.nullable(z.string()))),
  }),
);

const decision = z.lazy(() =>
  z.union([
    z.object({ kind: z.literal('pin'), employeeId, siUserId }),
    z.object({ kind: z.literal('create-anyway'), employeeId }),
    z.object({ kind: z.literal('ignore'), employeeId }),
    z.object({ kind: z.literal('protect'), siUserId }),
    z.object({ kind: z.literal('deactivate'), siUserId, typedName: z.string() }),
    z.object({ kind: z.literal('keep'), employeeId, field: z.enum(keptFields) }),
  ]),
);

const uninformed = () => ({
  name: z.string(),
  email: text,
  why: z.enum(['created', 'reactivated']),
  sinceMs: z.number(),
  runId,
  unknown: flag,
});

const ownForm = z.lazy(() => z.object({ sent: z.string(), kept: z.string() }));

/** What others were seen to have written is no knowledge of the company, but of who has looked: it stays where it is. */
const facts = z.lazy(() =>
  z.object({
    lastVisible: number,
    manualImportDone: z.boolean(),
    lastSuccessMs: number,
    notWritable: texts,
    keyOwnerId: text,
    askedAbout: z.optional(z.array(id<CompanyPair>())),
    takenKeys: z.optional(texts),
    leftUnchanged: z.optional(dictionary(z.array(siUserId))),
    confirmedUnreadable: z.optional(texts),
    firstCreation: z.optional(
      z.union([
        z.object({ state: z.literal('asked'), name: z.string(), siUserId, atMs: z.number() }),
        z.object({ state: z.literal('answered'), mailed: z.boolean(), atMs: z.number() }),
      ]),
    ),
    heldLeavers: z.optional(dictionary(z.number())),
    unreadable: bySide,
    lostFields: bySide,
    suspension: z.optional(z.object({ untilMs: z.number(), looked: z.optional(z.literal(true)) })),
    refusedRows: z.optional(
      dictionary(
        z.object({
          name: z.string(),
          code: z.enum(errorCodes),
          times: z.number(),
          atMs: z.number(),
          runId,
          wanted: z.string(),
        }),
      ),
    ),
    foundIds: z.optional(dictionary(z.string())),
    blanked: z.optional(texts),
    openCreations: z.optional(z.array(z.object(uninformed()))),
  }),
);

const schema = z.lazy(() =>
  z.object({
    format: z.literal('small-improvements-for-bamboohr/transfer'),
    /** One more with each change an earlier version of the product could misread. */
    version: z.literal(1),
    madeAtMs: z.number(),
    /** The company at both sides: rows are of nobody else, and none names a pair of its own. */
    subdomain: z.string().check(z.regex(/^[^|]+$/)),
    siAddress: z.string(),
    siCompanyId: z.string(),
    facts,
    links: z.array(link),
    decisions: z.array(z.object({ decision, name: text, atMs: z.number() })),
    reverted: z.array(
      z.object({ changeKey: z.string(), atMs: z.number(), runId, valuesOnly: z.optional(z.literal(true)) }),
    ),
    uninformed: z.array(z.object({ siUserId, ...uninformed() })),
    ownForms: z.array(
      z.object({
        siUserId,
        forms: partialOf([...plainFields, ...bookkeepingFields], ownForm),
      }),
    ),
  }),
);

/** Everything a company needs at another home of its synchronisation; no secret, no setting, no history. */
export type TransferFile = z.infer<typeof schema>;

/** What the file is called by. */
export type TransferHead = Pick<TransferFile, 'madeAtMs' | 'subdomain' | 'siAddress' | 'siCompanyId'>;

/** Errors: `transfer-invalid`, naming the keys that cannot be read, when this is no such file, or one of a later version */
export function parseTransfer(content: string): TransferFile {
  const parsed = schema.safeParse(jsonOf(content));
  if (parsed.success) return inOrder(parsed.data);
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'file')))];
  throw new AppError('transfer-invalid', { fields }, { cause: parsed.error });
}

/** The file of what is remembered of a pair. Errors: `transfer-invalid` where what is stored cannot be read */
export function toTransfer(head: TransferHead, { facts, ...rows }: Remembered): TransferFile {
  const file = { format: 'small-improvements-for-bamboohr/transfer', version: 1, ...head, facts, ...rows };
  return parseTransfer(JSON.stringify(file));
}

/** What is remembered of the pair of a file. */
export function fromTransfer(file: TransferFile): Remembered {
  const pair = pairOf(file);
  const { openCreations, ...facts } = file.facts;
  return {
    facts: { ...facts, pair, openCreations: openCreations?.map((each) => ({ ...each, pair })) },
    links: file.links,
    decisions: file.decisions.map((each) => ({ ...each, id: decisionId(each.decision), pair })),
    reverted: file.reverted.map((each) => ({ ...each, pair })),
    uninformed: file.uninformed.map((each) => ({ ...each, pair })),
    ownForms: file.ownForms.map((each) => ({ ...each, pair })),
  };
}

export function pairOf({ subdomain, siCompanyId }: Pick<TransferFile, 'subdomain' | 'siCompanyId'>): CompanyPair {
  return `${subdomain}|${siCompanyId}` as CompanyPair;
}

/** Whether both say the same of a company, whenever they were made. */
export function isSameContent(one: TransferFile, other: TransferFile): boolean {
  return JSON.stringify({ ...one, madeAtMs: 0 }) === JSON.stringify({ ...other, madeAtMs: 0 });
}

/** Homes list rows in orders of their own. */
function inOrder(file: TransferFile): TransferFile {
  return {
    ...file,
    links: sorted(file.links, (row) => row.employeeId),
    decisions: sorted(file.decisions, (row) => decisionId(row.decision)),
    reverted: sorted(file.reverted, (row) => row.changeKey),
    uninformed: sorted(file.uninformed, (row) => row.siUserId),
    ownForms: sorted(file.ownForms, (row) => row.siUserId),
  };
}

function sorted<Row>(rows: readonly Row[], idOf: (row: Row) => string): Row[] {
  const keyed = rows.map((row) => ({ id: idOf(row), row }));
  return keyed.toSorted((one, other) => (one.id < other.id ? -1 : Number(one.id > other.id))).map(({ row }) => row);
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new AppError('transfer-invalid', { fields: ['file'] }, { cause });
  }
}
