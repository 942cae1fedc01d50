export interface Place {
  name: string;
  country: string;
  phonePrefix: string;
}

export const PLACES: Place[] = [
  { name: 'Berlin', country: 'Germany', phonePrefix: '+49 30' },
  { name: 'London', country: 'United Kingdom', phonePrefix: '+44 20' },
  { name: 'New York', country: 'United States', phonePrefix: '+1 212' },
  { name: 'San Francisco', country: 'United States', phonePrefix: '+1 415' },
  { name: 'Toronto', country: 'Canada', phonePrefix: '+1 416' },
  { name: 'Lisboa', country: 'Portugal', phonePrefix: '+351 21' },
  { name: 'Singapore', country: 'Singapore', phonePrefix: '+65' },
  { name: 'Sydney', country: 'Australia', phonePrefix: '+61 2' },
];

export interface Department {
  name: string;
  division: string;
  share: number;
  head: string;
  lead: string;
  titles: string[];
}

const titles = (text: string): string[] => text.split('|');

export const DEPARTMENTS: Department[] = [
  {
    name: 'Engineering',
    division: 'Technology',
    share: 24,
    head: 'VP Engineering',
    lead: 'Engineering Manager',
    titles: titles('Software Engineer|Senior Software Engineer|Staff Engineer|Site Reliability Engineer|QA Engineer'),
  },
  {
    name: 'Product',
    division: 'Technology',
    share: 7,
    head: 'VP Product',
    lead: 'Group Product Manager',
    titles: titles('Product Manager|Senior Product Manager|Product Analyst|Product Operations Specialist'),
  },
  {
    name: 'Design',
    division: 'Technology',
    share: 4,
    head: 'Head of Design',
    lead: 'Design Lead',
    titles: titles('Product Designer|Senior Product Designer|UX Researcher|Content Designer'),
  },
  {
    name: 'Data & Analytics',
    division: 'Technology',
    share: 5,
    head: 'Head of Data',
    lead: 'Analytics Manager',
    titles: titles('Data Analyst|Data Engineer|Senior Data Scientist|Machine Learning Engineer'),
  },
  {
    name: 'IT & Security',
    division: 'Technology',
    share: 4,
    head: 'Chief Information Security Officer',
    lead: 'IT Manager',
    titles: titles('IT Support Specialist|Systems Administrator|Security Engineer'),
  },
  {
    name: 'Sales',
    division: 'Commercial',
    share: 15,
    head: 'VP Sales',
    lead: 'Regional Sales Manager',
    titles: titles('Account Executive|Senior Account Executive|Sales Development Representative|Solutions Consultant'),
  },
  {
    name: 'Marketing',
    division: 'Commercial',
    share: 7,
    head: 'VP Marketing',
    lead: 'Marketing Manager',
    titles: titles('Content Strategist|Campaign Specialist|SEO Specialist|Brand Designer|Event Coordinator'),
  },
  {
    name: 'Customer Success',
    division: 'Commercial',
    share: 9,
    head: 'VP Customer Success',
    lead: 'Customer Success Team Lead',
    titles: titles('Customer Success Manager|Senior Customer Success Manager|Onboarding Specialist'),
  },
  {
    name: 'Support',
    division: 'Commercial',
    share: 9,
    head: 'Head of Support',
    lead: 'Support Team Lead',
    titles: titles('Support Agent|Senior Support Agent|Technical Support Engineer'),
  },
  {
    name: 'Finance',
    division: 'Corporate',
    share: 6,
    head: 'Chief Financial Officer',
    lead: 'Finance Manager',
    titles: titles('Accountant|Senior Accountant|Payroll Specialist|Financial Analyst'),
  },
  {
    name: 'People',
    division: 'Corporate',
    share: 5,
    head: 'Chief People Officer',
    lead: 'People Operations Manager',
    titles: titles('HR Business Partner|Recruiter|People Operations Specialist|Learning & Development Specialist'),
  },
  {
    name: 'Legal',
    division: 'Corporate',
    share: 3,
    head: 'General Counsel',
    lead: 'Legal Manager',
    titles: titles('Legal Counsel|Paralegal|Compliance Officer'),
  },
];

export const CEO_TITLE = 'Chief Executive Officer';
export const CEO_DEPARTMENT = 'Executive';
