import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { bambooOrigin } from '../../shared/bamboo-subdomain.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { text } from '../format/text.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Companies on whose profiles the viewer agreed to see Small Improvements, each removable; nothing without any. */
export function CompaniesSection({ ui }: { readonly ui: UiModel }) {
  const [task] = useState(createTask);
  const title = useRef<HTMLHeadingElement>(null);
  const status = ui.status.status.value;
  const companies = status?.settings.panelCompanies ?? [];
  const [had, setHad] = useState(false);
  if (companies.length > 0 && !had) setHad(true);
  if (companies.length === 0 && !had) return null;
  const locked = status?.locked.includes('panelCompanies') === true;
  const remove = async (company: string) => {
    const left = companies.filter((each) => each !== company);
    const removed = await task.run(() => ui.status.save({ panelCompanies: left }));
    // Its button is gone.
    if (removed) title.current?.focus();
  };
  return (
    <section class="card form-section" aria-labelledby="companies-title">
      <h2 id="companies-title" ref={title} tabIndex={-1}>
        {text('companies.title')}
      </h2>
      <p class="facts">{text(companies.length === 0 ? 'companies.none' : 'companies.more')}</p>
      {task.error.value !== undefined && <ErrorNotice error={task.error.value} />}
      {companies.length > 0 && (
        <ul class="decisions" aria-labelledby="companies-title">
          {companies.map((company) => (
            <li key={company} class="decision">
              <strong>{new URL(bambooOrigin(company)).host}</strong>
              <Button look="quiet" disabled={locked || task.busy.value} onClick={() => void remove(company)}>
                {i18n.t('companies.remove', { company })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
