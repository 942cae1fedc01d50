import type { UiModel } from '../shell/ui-model.ts';
import { ExportDialog } from './export-dialog.tsx';
import { IdsDialog } from './import/ids-dialog.tsx';
import { ImportDialog } from './import/import-dialog.tsx';
import { OverrideDialog } from './import/override-dialog.tsx';
import { PersonDialog } from './import/person-dialog.tsx';

/** The dialog that is open, if any. */
export function PreviewDialogs({ ui }: { readonly ui: UiModel }) {
  const dialog = ui.imports.dialog.value;
  return (
    <>
      {dialog === 'import' && <ImportDialog ui={ui} />}
      {dialog === 'override' && <OverrideDialog ui={ui} />}
      {dialog === 'ids' && <IdsDialog ui={ui} />}
      {dialog === 'person' && <PersonDialog ui={ui} />}
      {dialog === 'export' && <ExportDialog ui={ui} />}
    </>
  );
}
