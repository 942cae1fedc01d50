import type { BambooCompany, BambooEmployee } from '../../state/bamboo-state.ts';

export interface PageTab {
  id: string;
  label: string;
  href: string;
  active: boolean;
}

/** What every page of a signed-in user knows. */
export interface PageFrame {
  company: BambooCompany;
  viewer: BambooEmployee | null;
  title: string;
}

export interface ProfilePage extends PageFrame {
  employee: BambooEmployee;
  manager: BambooEmployee | null;
  tabs: PageTab[];
  activeTab: string;
}

interface PlainPage extends PageFrame {
  /** Trusted HTML of the page body. */
  body: string;
}

/** One generation of BambooHR page markup (reference §9.3). Both functions return whole HTML documents. */
export interface MarkupEra {
  name: string;
  profile(page: ProfilePage): string;
  plain(page: PlainPage): string;
}
