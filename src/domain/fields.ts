/** Managed fields that are words of a form; the supervisor is a place in the chart. */
export const plainFields = [
  'firstName',
  'lastName',
  'workEmail',
  'gender',
  'location',
  'jobTitle',
  'department',
] as const;

/** The eight fields BambooHR manages in SI (integration guide, "Fields no longer editable"). */
export const managedFields = [...plainFields, 'supervisor'] as const;
export type ManagedField = (typeof managedFields)[number];

/** Fields that ride along with a write but never make a row an update (design §3.1). */
export const bookkeepingFields = ['employeeId', 'hireDate'] as const;
export type BookkeepingField = (typeof bookkeepingFields)[number];

export type FieldName = ManagedField | BookkeepingField;

/** BambooHR fields without which the reconcile cannot be trusted (design §3.4, first guard). */
export const requiredSourceFields = [
  'firstName',
  'lastName',
  'workEmail',
  'status',
  'gender',
  'supervisor',
  'hireDate',
] as const;
export type RequiredSourceField = (typeof requiredSourceFields)[number];

/** Everything read from BambooHR, by our names. */
export type SourceField =
  | RequiredSourceField
  | 'preferredName'
  | 'employeeNumber'
  | 'jobTitle'
  | 'department'
  | 'location';
