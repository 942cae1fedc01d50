import type { PageFrame } from './markup-era.ts';

/** The inline globals of BambooHR reference §9.4. */
export function sessionScript(page: PageFrame): string {
  const { viewer, company } = page;
  const user = {
    id: viewer ? 2000 + Number(viewer.id) : 1999,
    employeeId: viewer ? Number(viewer.id) : null,
    firstName: viewer?.firstName ?? 'Account',
    lastName: viewer?.lastName ?? 'Owner',
    email: viewer?.workEmail ?? null,
    companyId: company.numericId,
  };
  const json = JSON.stringify(user).replaceAll('<', '\\u003c');
  return `<script>var SESSION_USER = ${json};\nvar CSRF_TOKEN = "sandbox-csrf-${company.numericId}";</script>`;
}
