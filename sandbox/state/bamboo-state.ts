/** Values a dated history row supplies once its day has come (BambooHR reference §2.2, `onlyCurrent`). */
export interface DatedChange {
  from: string;
  values: Partial<
    Pick<
      BambooEmployee,
      'status' | 'employmentHistoryStatus' | 'jobTitle' | 'department' | 'division' | 'location' | 'supervisorEId'
    >
  >;
}

/** One employee record. Ids are strings of digits, days `YYYY-MM-DD`, times ISO; `null` is unset. */
export interface BambooEmployee {
  id: string;
  employeeNumber: string | null;
  status: 'Active' | 'Inactive';
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  preferredName: string | null;
  workEmail: string | null;
  homeEmail: string | null;
  gender: string | null;
  pronouns: string | null;
  birthDate: string | null;
  hireDate: string | null;
  originalHireDate: string | null;
  terminationDate: string | null;
  employmentHistoryStatus: string | null;
  jobTitle: string | null;
  department: string | null;
  division: string | null;
  location: string | null;
  supervisorEId: string | null;
  workPhone: string | null;
  mobilePhone: string | null;
  linkedIn: string | null;
  /** Upload counter of the photo; 0 means no photo. */
  photoVersion: number;
  hiddenFromDirectory: boolean;
  createdAt: string;
  lastChanged: string | null;
  future: DatedChange[];
}

/** Which employees an API key may see (BambooHR reference §4). */
export type Reach =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'self' }
  | { kind: 'reports' }
  | { kind: 'not-terminated' }
  | { kind: 'locations'; locations: string[] }
  | { kind: 'ids'; ids: string[] };

/** A user of BambooHR together with the API key he or she created. */
export interface BambooKey {
  name: string;
  key: string;
  userId: number;
  /** '0' when the user has no employee record. */
  employeeId: string;
  enabled: boolean;
  reach: Reach;
  /** Canonical field names no employee of the reach shows. */
  hiddenFields: string[];
  /** Canonical field names withheld on some employees only. */
  hiddenFor: { ids: string[]; fields: string[] } | null;
  canListUsers: boolean;
}

export interface BambooSession {
  cookie: string;
  employeeId: string;
  keyName: string;
}

interface DeletedEmployee {
  id: string;
  at: string;
}

export interface BambooCompany {
  subdomain: string;
  numericId: number;
  legalName: string;
  displayName: string;
  address: { line1: string; line2: string; city: string; state: string; zip: string };
  phone: string;
  password: string;
  imageSecret: string;
  employees: BambooEmployee[];
  deleted: DeletedEmployee[];
  keys: BambooKey[];
  sessions: BambooSession[];
}
