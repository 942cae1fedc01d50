import type { Employee } from '../../domain/people.ts';
import { usableEmail, visibleText } from '../../shared/work-email.ts';

/** What is shown of a text that is no address. */
const mostShown = 200;

/**
 * The employees with work emails that are addresses, or none: cleaned where it is only dirt, else empty with the text
 * kept to be shown. The only way into the planner, so that nothing else is ever matched by or written.
 *
 * Shape:  in their order; the list itself where nothing had to change
 */
export function withUsableEmails(employees: readonly Employee[]): readonly Employee[] {
  let changed: Employee[] | undefined;
  for (let at = 0; at < employees.length; at += 1) {
    const employee = employees[at] as Employee;
    const { workEmail } = employee;
    if (typeof workEmail !== 'string') continue;
    const address = usableEmail(workEmail);
    if (address === workEmail) continue;
    changed ??= [...employees];
    changed[at] =
      address === undefined
        ? { ...employee, workEmail: null, emailText: visibleText(workEmail).slice(0, mostShown) || undefined }
        : { ...employee, workEmail: address };
  }
  return changed ?? employees;
}
