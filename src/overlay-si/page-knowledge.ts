import type { ManagedField } from '../domain/fields.ts';

/** How SI's forms may name a field. */
interface FieldWords {
  /** Names of controls, as the API spells the value (SI reference §3). */
  readonly names: readonly string[];
  /** Labels in English and German, in lower case. */
  readonly labels: readonly string[];
}

/**
 * All that is known of SI's forms, the one place to mend. Nothing of their markup is published: names follow the API's keys,
 * labels the words of SI's help pages and import file [inferred].
 */
export const fieldWords: Readonly<Record<ManagedField, FieldWords>> = {
  firstName: { names: ['firstname', 'first_name'], labels: ['first name', 'given name', 'vorname'] },
  lastName: { names: ['lastname', 'last_name'], labels: ['last name', 'surname', 'family name', 'nachname'] },
  workEmail: {
    names: ['email', 'loginname', 'workemail'],
    labels: ['email', 'e-mail', 'work email', 'email address', 'e-mail-adresse', 'geschäftliche e-mail', 'login'],
  },
  gender: { names: ['gender'], labels: ['gender', 'geschlecht'] },
  location: { names: ['location'], labels: ['location', 'office', 'standort', 'ort'] },
  jobTitle: {
    names: ['role', 'title', 'jobtitle'],
    labels: ['title', 'job title', 'position', 'jobtitel', 'stellenbezeichnung'],
  },
  department: { names: ['department'], labels: ['department', 'abteilung'] },
  supervisor: {
    names: ['managerid', 'manager', 'supervisor'],
    labels: [
      'manager',
      'supervisor',
      'reports to',
      'vorgesetzte person',
      'vorgesetzter',
      'vorgesetzte',
      'führungskraft',
      'berichtet an',
    ],
  },
};

/** A form that shows fewer of the eight is not the profile form, or is one of a kind nobody has seen. */
export const fewestFields = 4;
/** Without these it is nobody's profile. */
export const identifyingFields: readonly ManagedField[] = ['firstName', 'lastName', 'workEmail'];
