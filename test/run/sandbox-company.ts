import type { FaultSpec } from '../../sandbox/server/faults.ts';
import type { World as Company } from '../../sandbox/server/world.ts';
import type { SiModes } from '../../sandbox/state/modes.ts';

/** One of the ways Small Improvements may be (SI reference §10), and disturbances it may have. */
export interface Way {
  readonly modes?: Partial<SiModes>;
  readonly faults?: readonly FaultSpec[];
  /** SI mails whom it invites: the admin has said so. */
  readonly siMails?: true;
  /** A person may be given up in such a storm: the next import makes up for it. */
  readonly losesSome?: true;
}

const writes = { side: 'si', method: 'PUT|POST', path: '^/api/v2/users/' } as const;
const users = { side: 'si', path: '^/api/v2/users/' } as const;

export const ways: readonly (readonly [string, Way])[] = [
  ['a PUT patches', { modes: { userUpdate: 'patch' } }],
  ['a PUT replaces', { modes: { userUpdate: 'replace', lockResult: 'all' } }],
  ['a PUT refuses keys it does not know', { modes: { userUpdate: 'reject-unknown', hiringDate: 'iso' } }],
  ['a PUT drops one key', { modes: { ignoredUpdateKeys: ['department'] } }],
  ['a double invitation gives the account there is', { modes: { inviteDuplicate: 'existing' } }],
  ['a double invitation is refused', { modes: { inviteDuplicate: 'error', ruleStatus: 409 } }],
  ['an invitation always mails', { modes: { inviteMail: 'always' }, siMails: true }],
  ['an invitation mails by flag', { modes: { inviteMail: 'by-flag', inviteLoginKey: 'email' } }],
  ['an invitation never mails', { modes: { inviteMail: 'never', lookupMissing: 'null' } }],
  ['the unknown are sent elsewhere', { modes: { unauthenticated: 'redirect', errorBody: 'html' } }],
  ['lists carry proven keys only', { modes: { listKeys: 'proven', lookupMissing: 'empty' } }],
  ['the ID has another name', { modes: { externalIdKey: 'employeeId', hiringDate: 'day', errorBody: 'empty' } }],
  [
    'requests are limited, with the seconds to wait',
    { modes: { rateLimit: { perMinute: 40, retryAfter: 'seconds' } } },
  ],
  ['requests are limited, with the date to wait for', { modes: { rateLimit: { perMinute: 40, retryAfter: 'date' } } }],
  ['requests are limited without a word', { modes: { rateLimit: { perMinute: 40, retryAfter: 'none' } } }],
  ['writes meet a storm of 429', { faults: [{ ...writes, status: 429, skip: 7, count: 9, retryAfter: 3 }] }],
  ['everything meets a storm of 503', { faults: [{ ...users, status: 503, skip: 15, count: 6 }], losesSome: true }],
  [
    'connections break, before and after it has done what was asked',
    {
      faults: [
        { ...writes, reset: true, skip: 4 },
        { ...writes, reset: true, skip: 9, after: 'apply' },
        { ...writes, status: 500, skip: 14, after: 'apply' },
        { ...writes, status: 500, skip: 20 },
      ],
    },
  ],
];

/** A company as it was made, with nothing in common with any other, in one of the ways. */
export function companyLike(made: Company, { modes, faults = [] }: Way = {}): Company {
  const company: Company = {
    ...made,
    state: structuredClone(made.state),
    modes: { ...made.modes, si: { ...made.modes.si, ...modes } },
    faults: new (made.faults.constructor as new () => Company['faults'])(),
    requests: new (made.requests.constructor as new () => Company['requests'])(),
  };
  for (const fault of faults) company.faults.add(fault);
  return company;
}

/** What SI holds of everybody, by login. */
export function endState({ state }: Company) {
  const accounts = state.si.users;
  const loginOf = new Map(accounts.map((user) => [user.id, user.loginname.toLowerCase()]));
  return accounts
    .map(({ id: _id, managerId, dateCreated: _created, loginname, ...rest }) => ({
      ...rest,
      loginname: loginname.toLowerCase(),
      manager: managerId === null ? null : loginOf.get(managerId),
    }))
    .toSorted((one, other) => (one.loginname < other.loginname ? -1 : 1));
}
