import { fetchDetails } from '../preview/late-details.ts';
import { lateView } from './late-view.tsx';

/** What is not on the first screen of a page that is connected; fetched right after it. */
const history = lateView(async () => (await import('../history/history-view.tsx')).HistoryView, 'row');
const configuration = lateView(
  async () => (await import('../configuration/configuration-view.tsx')).ConfigurationView,
  'card',
);
const health = lateView(async () => (await import('../health/health-view.tsx')).HealthView, 'card');
const welcome = lateView(async () => (await import('./welcome-view.tsx')).WelcomeView, 'none');
const viewer = lateView(async () => (await import('./viewer-view.tsx')).ViewerView, 'card');

export const HistoryTab = history.View;
export const ConfigurationTab = configuration.View;
export const HealthTab = health.View;
export const ViewerView = viewer.View;
export const WelcomeView = welcome.View;

/** Fetches everything ahead, so that nothing is waited for when it is chosen. `signal` aborts with the page. */
export async function fetchViews(signal: AbortSignal): Promise<void> {
  await Promise.all([
    fetchDetails(),
    import('./reach.ts').then(({ keepInReach }) => keepInReach(signal)),
    configuration.fetch(),
    history.fetch(),
    health.fetch(),
    viewer.fetch(),
    welcome.fetch(),
  ]);
}
