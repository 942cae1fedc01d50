import { render } from 'preact';
import { i18n } from '#i18n';
import { PanelApp } from '../../src/ui/panel/panel-app.tsx';
import { ensureTexts } from './ensure-texts.ts';
import { readPlace } from './place.ts';
import { createPanelPort } from './port.ts';

await ensureTexts();

const place = readPlace(location.hash);
const root = document.getElementById('panel');
if (place !== undefined && root !== null) {
  const title = place.view === 'reviews' ? i18n.t('overlay.reviewsPanel') : i18n.t('overlay.objectivesPanel');
  const page = document.documentElement;
  document.title = title;
  page.lang = i18n.t('language');
  page.dataset['theme'] = place.theme;
  if (place.font !== '') page.style.setProperty('--font', place.font);
  // The only thing the page around is told: how high the frame has to be.
  new ResizeObserver(() => parent.postMessage({ siPanelHeight: root.getBoundingClientRect().height }, '*')).observe(
    root,
  );
  render(<PanelApp port={createPanelPort(place)} title={title} />, root);
}
