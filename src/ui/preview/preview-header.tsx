import { Button } from '../components/button.tsx';
import { companiesText } from '../format/companies-text.ts';
import { formatRelative } from '../format/dates.ts';
import { previewOfText } from '../format/lines/header-text.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Which companies, as of when, and the button that reads both again. */
export function PreviewHeader({ ui }: { readonly ui: UiModel }) {
  const header = ui.plan.header.value;
  const secrets = ui.status.status.value?.secrets;
  const connected = secrets?.bambooKey === true && secrets.siToken;
  const busy = ui.activity.busy.value;
  return (
    <header class="view-head">
      <div class="view-title">
        <h1>
          {header === undefined ? text('app.tab.preview') : companiesText(header.companyName, header.siCompanyName)}
        </h1>
        {header !== undefined && (
          <p class="muted">
            {previewOfText(header.takenAtMs)} ({formatRelative(header.takenAtMs, ui.port.now())})
          </p>
        )}
      </div>
      {header !== undefined && (
        <Button look="quiet" icon="save" class="head-export" onClick={() => ui.imports.open('export')}>
          {text('export.open')}
        </Button>
      )}
      <Button icon="refresh" disabled={busy || !connected} onClick={() => void ui.refreshPreview()}>
        {text('preview.refresh')}
      </Button>
    </header>
  );
}
