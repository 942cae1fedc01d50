import { render } from 'preact';
import { i18n } from '#i18n';
import { keepFocus } from '../../src/ui/components/keep-focus.ts';
import { PanelApp } from '../../src/ui/panel/panel-app.tsx';
import { SyncChip } from '../../src/ui/panel/sync-chip.tsx';
import { ensureTexts } from './ensure-texts.ts';
import { readPlace } from './place.ts';
import { createChipPort, createPanelPort } from './port.ts';

await ensureTexts();

const place = readPlace(location.hash);
const root = document.getElementById('panel');
if (place !== undefined && root !== null) {
  const { view, employeeId } = place;
  const page = document.documentElement;
  page.lang = i18n.t('language');
  page.dataset['theme'] = place.theme;
  page.dataset['view'] = view;
  if (place.font !== 'sans-serif') page.style.setProperty('--font', place.font);
  if (view === 'mark') {
    document.title = i18n.t('overlay.chip');
    render(<SyncChip port={createChipPort(employeeId)} />, root);
  } else {
    document.title = view === 'reviews' ? i18n.t('overlay.reviewsPanel') : i18n.t('overlay.objectivesPanel');
    render(<PanelApp port={createPanelPort(view, employeeId)} title={document.title} />, root);
    keepFocus({ title: 'main h2' });
  }
}
