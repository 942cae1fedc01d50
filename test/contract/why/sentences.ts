import type { CauseId } from '../../../src/ui/health/why/why-causes.ts';

/** The sentence of each cause as people read it; `{0}`, `{1}` is what the scene knows: a time, a name, or all of it. */
export const sentences: Readonly<Record<CauseId, { readonly en: string; readonly de: string }>> = {
  'not-set-up': {
    en: 'The two systems are not connected yet.',
    de: 'Die beiden Systeme sind noch nicht verbunden.',
  },
  'access-withheld': {
    en: 'The browser withholds access to one of the two systems, so nothing can be read there.',
    de: 'Der Browser verweigert den Zugriff auf eines der beiden Systeme; dort lässt sich nichts lesen.',
  },
  'outdated-key': {
    en: 'BambooHR no longer accepts the API key; often its owner has left the company or lost the rights.',
    de: 'BambooHR nimmt den API-Schlüssel nicht mehr an; oft hat sein Inhaber das Unternehmen verlassen oder die Rechte verloren.',
  },
  failing: {
    en: '{0}',
    de: '{0}',
  },
  retrying: {
    en: 'The last attempt did not get through: {0}',
    de: 'Der letzte Versuch kam nicht durch: {0}',
  },
  'other-company': {
    en: 'The connection leads to another company than the last preview.',
    de: 'Die Verbindung führt zu einem anderen Unternehmen als die letzte Vorschau.',
  },
  'somebody-else': {
    en: "Another person's key is in use since the last preview, so nothing is written.",
    de: 'Seit der letzten Vorschau wird der Schlüssel einer anderen Person benutzt; darum wird nichts geschrieben.',
  },
  'needs-preview': {
    en: 'Something about the connection changed since the last preview, so nothing is imported by itself.',
    de: 'An der Verbindung hat sich seit der letzten Vorschau etwas geändert; darum wird nichts von selbst importiert.',
  },
  suspended: {
    en: 'Automatic imports are suspended until {0}. {1}',
    de: 'Automatische Importe sind bis {0} ausgesetzt. {1}',
  },
  'suspended-open': {
    en: 'Automatic imports are suspended until somebody switches them on again.',
    de: 'Automatische Importe sind ausgesetzt, bis jemand sie wieder einschaltet.',
  },
  importing: {
    en: 'An import is going on right now.',
    de: 'Gerade läuft ein Import.',
  },
  'everybody-locked': {
    en: 'The BambooHR key cannot read the status, so everybody would look inactive; automatic imports are blocked and nobody is deactivated.',
    de: 'Der BambooHR-Schlüssel kann den Status nicht lesen, darum sähen alle inaktiv aus; automatische Importe sind gesperrt und niemand wird deaktiviert.',
  },
  'fields-hidden': {
    en: 'The BambooHR key cannot read a required field, so automatic imports are blocked.',
    de: 'Der BambooHR-Schlüssel kann ein Pflichtfeld nicht lesen, darum sind automatische Importe gesperrt.',
  },
  'too-few': {
    en: '{0}',
    de: '{0}',
  },
  blocked: {
    en: '{0}',
    de: '{0}',
  },
  login: {
    en: 'The tabs in BambooHR show what your own Small Improvements login may see, so they ask for it once.',
    de: 'Die Tabs in BambooHR zeigen, was Ihre eigene Anmeldung bei Small Improvements sehen darf; darum fragen sie einmal danach.',
  },
  'no-plan': {
    en: 'There is no preview to look into yet.',
    de: 'Es gibt noch keine Vorschau zum Nachsehen.',
  },
  'row-unreadable': {
    en: 'The record with the ID {0} could not be read.',
    de: 'Der Eintrag mit der ID {0} war nicht lesbar.',
  },
  nobody: {
    en: 'Neither BambooHR nor Small Improvements had this person on {0}.',
    de: 'Weder BambooHR noch Small Improvements hatten diese Person am {0}.',
  },
  excluded: {
    en: 'An administrator decided that this person is not synchronised.',
    de: 'Ein Administrator hat entschieden, dass diese Person nicht synchronisiert wird.',
  },
  'status-hidden': {
    en: 'The BambooHR key cannot see whether this person is active.',
    de: 'Der BambooHR-Schlüssel sieht nicht, ob diese Person aktiv ist.',
  },
  'status-unknown': {
    en: 'BambooHR gives this person a status that is neither active nor inactive.',
    de: 'BambooHR gibt dieser Person einen Status, der weder aktiv noch inaktiv ist.',
  },
  'not-started': {
    en: 'This person has not started yet; the hire date lies ahead.',
    de: 'Diese Person hat noch nicht angefangen; das Eintrittsdatum liegt in der Zukunft.',
  },
  'no-work-email': {
    en: 'No work email in BambooHR.',
    de: 'Keine geschäftliche E-Mail in BambooHR.',
  },
  'email-hidden': {
    en: "The BambooHR key cannot see this person's work email.",
    de: 'Der BambooHR-Schlüssel sieht die geschäftliche E-Mail dieser Person nicht.',
  },
  'name-missing': {
    en: 'BambooHR shows no first or last name.',
    de: 'BambooHR zeigt keinen Vor- oder Nachnamen.',
  },
  'inactive-never-in-si': {
    en: 'This person is inactive in BambooHR and never had an account.',
    de: 'Diese Person ist in BambooHR inaktiv und hatte nie ein Konto.',
  },
  'not-visible': {
    en: 'BambooHR has this person, but does not show the record to this key.',
    de: 'BambooHR kennt diese Person, zeigt diesem Schlüssel den Eintrag aber nicht.',
  },
  'account-unreadable': {
    en: 'The account of this person in Small Improvements could not be read.',
    de: 'Das Konto dieser Person in Small Improvements war nicht lesbar.',
  },
  'email-of-linked-user': {
    en: 'The account with this work email belongs to another employee.',
    de: 'Das Konto mit dieser geschäftlichen E-Mail gehört jemand anderem.',
  },
  'email-of-other-id': {
    en: 'The account with this work email carries the employee ID of somebody else.',
    de: 'Das Konto mit dieser geschäftlichen E-Mail trägt die Mitarbeiter-ID einer anderen Person.',
  },
  'recycled-id': {
    en: "The account with this employee ID seems to be another person's; the ID was used again.",
    de: 'Das Konto mit dieser Mitarbeiter-ID gehört wohl jemand anderem; die ID wurde wiederverwendet.',
  },
  'recycled-email': {
    en: "The account with this work email seems to be another person's; the address was used again.",
    de: 'Das Konto mit dieser geschäftlichen E-Mail gehört wohl jemand anderem; die Adresse wurde wiederverwendet.',
  },
  'duplicate-email-bamboo': {
    en: 'Two employees have this work email in BambooHR.',
    de: 'Zwei Mitarbeiter haben diese geschäftliche E-Mail in BambooHR.',
  },
  'duplicate-id-bamboo': {
    en: 'Two employees have this ID in BambooHR.',
    de: 'Zwei Mitarbeiter haben diese ID in BambooHR.',
  },
  'duplicate-email-si': {
    en: 'Two accounts have this email in Small Improvements.',
    de: 'Zwei Konten haben diese E-Mail in Small Improvements.',
  },
  'duplicate-id-si': {
    en: 'Two accounts carry this employee ID in Small Improvements.',
    de: 'Zwei Konten tragen diese Mitarbeiter-ID in Small Improvements.',
  },
  'email-ring': {
    en: 'These people would have to exchange their emails at the same moment.',
    de: 'Diese Personen müssten ihre E-Mails im selben Augenblick tauschen.',
  },
  'user-claimed-twice': {
    en: 'Two employees match the same account.',
    de: 'Zwei Mitarbeiter passen zum selben Konto.',
  },
  'pin-broken': {
    en: 'An administrator put this person and an account together that no longer fits.',
    de: 'Ein Administrator hat diese Person mit einem Konto verbunden, das nicht mehr passt.',
  },
  'possible-duplicate': {
    en: 'An account with this name but another email exists, so it is not certain that both are one person.',
    de: 'Es gibt ein Konto mit diesem Namen, aber anderer E-Mail; ob beide dieselbe Person sind, ist nicht sicher.',
  },
  'reactivated-elsewhere': {
    en: 'Somebody deactivated this account in Small Improvements, so it is not reactivated by itself.',
    de: 'Jemand hat dieses Konto in Small Improvements deaktiviert, darum wird es nicht von selbst reaktiviert.',
  },
  reverted: {
    en: 'An administrator took this change back on {0}.',
    de: 'Ein Administrator hat diese Änderung am {0} zurückgenommen.',
  },
  protected: {
    en: 'The account is protected, so it is never deactivated automatically.',
    de: 'Das Konto ist geschützt, darum wird es nie automatisch deaktiviert.',
  },
  'no-longer-visible': {
    en: 'The BambooHR key saw this person before and does not any more.',
    de: 'Der BambooHR-Schlüssel sah diese Person früher und sieht sie nicht mehr.',
  },
  'no-employee': {
    en: 'The account exists in Small Improvements only; BambooHR has no such employee.',
    de: 'Das Konto gibt es nur in Small Improvements; BambooHR hat keinen solchen Mitarbeiter.',
  },
  'employee-unreadable': {
    en: 'The employee record of this account could not be read.',
    de: 'Der Mitarbeitereintrag zu diesem Konto war nicht lesbar.',
  },
  'answers-disagree': {
    en: "BambooHR's two answers contradict each other about this person.",
    de: 'Die beiden Antworten von BambooHR widersprechen sich bei dieser Person.',
  },
  'waits-for-answer': {
    en: 'New people wait for your answer about the first one created.',
    de: 'Neue Personen warten auf Ihre Antwort zur ersten, die angelegt wurde.',
  },
  'waits-for-first': {
    en: 'Automatic imports create nobody before one new person was imported by hand.',
    de: 'Automatische Importe legen niemanden an, bevor eine neue Person von Hand importiert wurde.',
  },
  'not-through': {
    en: 'The import of {0} did not get through for this person.{1}',
    de: 'Der Import vom {0} kam bei dieser Person nicht durch.{1}',
  },
  'first-import': {
    en: 'Nothing was imported by hand yet; automatic imports write only after that.',
    de: 'Es wurde noch nie von Hand importiert; erst danach schreiben automatische Importe.',
  },
  'not-selected': {
    en: 'Would change, but is not selected in the preview.',
    de: 'Würde sich ändern, ist in der Vorschau aber nicht ausgewählt.',
  },
  'not-selected-off': {
    en: 'Would change, but is not selected in the preview.',
    de: 'Würde sich ändern, ist in der Vorschau aber nicht ausgewählt.',
  },
  'by-hand': {
    en: 'Automatic imports never take this change; it waits for an import by hand.',
    de: 'Automatische Importe nehmen diese Änderung nie mit; sie wartet auf einen Import von Hand.',
  },
  'kept-off': {
    en: 'Your IT department keeps automatic imports off in this browser.',
    de: 'Ihre IT lässt in diesem Browser keine automatischen Importe zu.',
  },
  'session-keys': {
    en: 'Automatic imports are off, because the keys are kept for this browser session only.',
    de: 'Automatische Importe sind aus, weil die Schlüssel nur für diese Sitzung des Browsers bleiben.',
  },
  'switched-off': {
    en: 'Automatic imports have been off since {1} (switched off by {0}).',
    de: 'Automatische Importe sind seit {1} aus (ausgeschaltet von {0}).',
  },
  'never-switched-on': {
    en: 'Automatic imports are off, so changes arrive only when somebody imports.',
    de: 'Automatische Importe sind aus; Änderungen kommen nur an, wenn jemand importiert.',
  },
  imported: {
    en: 'The change was imported on {0}.',
    de: 'Die Änderung wurde am {0} importiert.',
  },
  overdue: {
    en: 'The automatic import of {0} is overdue, because this browser was closed or asleep.',
    de: 'Der automatische Import vom {0} ist überfällig, weil dieser Browser geschlossen war oder schlief.',
  },
  patience: {
    en: 'The change is written with the automatic import of {0}.',
    de: 'Die Änderung wird mit dem automatischen Import vom {0} geschrieben.',
  },
  'held-back': {
    en: '{0}',
    de: '{0}',
  },
  'in-step': {
    en: 'Both systems agreed about this person on {0}.',
    de: 'Beide Systeme stimmten bei dieser Person am {0} überein.',
  },
};
