import { escapeHtml } from '../../server/html.ts';
import { displayName } from '../fields.ts';
import type { ProfilePage } from './markup-era.ts';

/** Rows shown on the open tab, label and text. */
export function profileRows(page: ProfilePage): Array<[string, string]> {
  const { employee, manager } = page;
  const text = (value: string | null): string => escapeHtml(value ?? '—');
  if (page.activeTab === 'job') {
    return [
      ['Hire Date', text(employee.hireDate)],
      ['Job Title', text(employee.jobTitle)],
      ['Department', text(employee.department)],
      ['Division', text(employee.division)],
      ['Location', text(employee.location)],
      ['Reports To', text(manager ? displayName(manager) : null)],
      ['Employment Status', text(employee.employmentHistoryStatus)],
    ];
  }
  if (page.activeTab === 'personal') {
    const email = escapeHtml(employee.workEmail);
    return [
      ['Employee #', text(employee.employeeNumber)],
      ['Name', text(displayName(employee))],
      ['Gender', text(employee.gender)],
      ['Work Phone', text(employee.workPhone)],
      ['Work Email', employee.workEmail === null ? '—' : `<a href="mailto:${email}">${email}</a>`],
      ['Home Email', text(employee.homeEmail)],
    ];
  }
  return [['', `Nothing to show on ${escapeHtml(page.activeTab)} yet.`]];
}
