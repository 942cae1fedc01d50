import { type ManagedField, managedFields, type SourceField } from '../domain/fields.ts';

/**
 * BambooHR's names of what we read, the one place to mend when a tenant differs.
 *
 * `report`: alias in the custom report (BambooHR reference §2.2, §7). `list`: name in list-employees, as a row's key and in
 * `_restrictedFields` (§2.1); absent where that endpoint has no such field. `base`: in the list without being asked for.
 */
export interface SourceNames {
  readonly report: string;
  readonly list?: string;
  readonly base?: true;
}

export const sourceNames: Readonly<Record<SourceField, SourceNames>> = {
  firstName: { report: 'firstName', list: 'firstName', base: true },
  lastName: { report: 'lastName', list: 'lastName', base: true },
  preferredName: { report: 'preferredName', list: 'preferredName', base: true },
  workEmail: { report: 'workEmail', list: 'workEmail' },
  status: { report: 'status', list: 'status', base: true },
  // The newest documentation has it in the list as well; older servers ignore the name (corrections §1).
  gender: { report: 'gender', list: 'gender' },
  // `supervisorId` is the supervisor's Employee #; the internal id is `supervisorEId` here and `reportsToId` there (§7).
  supervisor: { report: 'supervisorEId', list: 'reportsToId' },
  hireDate: { report: 'hireDate', list: 'hireDate' },
  employeeNumber: { report: 'employeeNumber', list: 'employeeNumber' },
  jobTitle: { report: 'jobTitle', list: 'jobTitleName', base: true },
  department: { report: 'department', list: 'departmentName' },
  location: { report: 'location', list: 'locationName' },
};

export const sourceFields = Object.keys(sourceNames) as readonly SourceField[];

/** Aliases of the report; `id` comes with every row unasked (§2.2). */
export const reportFields: readonly string[] = sourceFields.map((field) => sourceNames[field].report);

/** What the list is asked for beside its base set, as one comma list (§2.1). */
export const listFields: string = sourceFields
  .flatMap((field) => {
    const { list, base } = sourceNames[field];
    return list !== undefined && !base ? [list] : [];
  })
  .join(',');

/** Managed fields the list endpoint can prove empty, and where their value is found. */
export const provableFields: readonly { readonly source: SourceField; readonly managed: ManagedField }[] =
  managedFields.map((field) => ({ source: field, managed: field }));

export const paths = {
  report: 'v1/reports/custom',
  list: 'v1/employees',
  changed: 'v1/employees/changed',
  /** `0` is the employee of the key's user (§2.4). */
  keyOwner: 'v1/employees/0',
  company: 'v1/company_information',
  /** 340 pixels square, enough for every avatar (§5.3). */
  photo: (id: string) => `v1/employees/${encodeURIComponent(id)}/photo/large`,
} as const;
