import type { SiPageModes } from '../../../state/page-modes.ts';

/** A person as lists and avatars show one; `logo` is the root-relative address the API's user list has as well. */
export interface Card {
  id: string;
  name: string;
  logo: string;
  role: string | null;
  department: string | null;
  location: string | null;
}

/** What the app knows from its start on. */
export interface Session {
  era: SiPageModes['pageEra'];
  language: SiPageModes['pageLanguage'];
  rerenderMs: number;
  directory: SiPageModes['pageDirectory'];
  viewer: Card;
  company: { name: string; logo: string };
}

export interface ObjectiveCard {
  id: string;
  cycleId: string;
  title: string;
  status: number;
  /** Epoch milliseconds. */
  due: number | null;
  percentage: number;
  owner: Card;
}

export interface ReviewCard {
  id: string;
  cycle: string;
  reviewee: Card;
}

/** The fields of the edit form, as the API names them; `managerId` is '' for nobody. */
export type FieldName =
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'gender'
  | 'location'
  | 'role'
  | 'department'
  | 'managerId'
  | 'phone'
  | 'aboutMe';

export interface Profile {
  card: Card;
  /** Values of the form, empty text for none. */
  values: Record<FieldName, string>;
  canChange: boolean;
  manager: Card | null;
  reports: Card[];
  objectives: ObjectiveCard[];
  reviews: ReviewCard[];
}

export interface HomeData {
  team: Card[];
  activity: Array<{ who: Card; objective: ObjectiveCard }>;
  celebrations: Card[];
}

export interface ObjectiveData {
  objective: ObjectiveCard;
  cycle: string;
  author: Card;
  /** Rich text of Small Improvements reference §2.3. */
  description: string;
  comments: Array<{ who: Card; text: string }>;
  contributors: Card[];
}

export interface ReviewData {
  review: ReviewCard;
  reviewer: Card | null;
  colleagues: Card[];
  assessments: Array<{ author: Card | null; kind: 'SELF_ASSESSMENT' | 'ASSESSMENT'; status: string }>;
}
