import { i18n } from '#i18n';
import type { GuardId } from '../../domain/guard.ts';
import type { ErrorCode } from '../../shared/app-error.ts';
import type { CauseId } from '../health/why/why-causes.ts';
import type { GuidePage } from './pages.ts';

/** Views that lead to the guide by themselves: first screens, empty states, questions. */
type ViewId =
  | 'guide'
  | 'welcome'
  | 'viewer'
  | 'no-preview'
  | 'in-step'
  | 'nobody-matches'
  | 'no-runs'
  | 'no-run-matches'
  | 'nobody-in-run'
  | 'nothing-to-revert';

/** What the guide is asked about. */
export type GuideTopic = `error:${ErrorCode}` | `cause:${CauseId}` | `guard:${GuardId}` | `view:${ViewId}`;

/** A page and the anchor of a paragraph; a test looks for both in every language. */
export type GuideTarget = `${GuidePage}#${string}` | 'index';

/** Where the guide speaks of each. A code, cause or rule that is not here does not compile. */
export const guideTargets: Readonly<Record<GuideTopic, GuideTarget>> = {
  'error:bamboo-wrong-key': 'common-issues#outdated-key',
  'error:bamboo-wrong-subdomain': 'common-issues#wrong-address',
  'error:bamboo-forbidden': 'common-issues#rights',
  'error:bamboo-rejected': 'common-issues#report',
  'error:bamboo-rate-limited': 'common-issues#not-answering',
  'error:bamboo-unavailable': 'common-issues#not-answering',
  'error:bamboo-not-json': 'common-issues#not-answering',
  'error:bamboo-truncated': 'common-issues#not-answering',
  'error:bamboo-bad-shape': 'common-issues#report',
  'error:si-wrong-token': 'common-issues#outdated-key',
  'error:si-wrong-address': 'common-issues#wrong-address',
  'error:si-api-not-enabled': 'setting-up#api-access',
  'error:si-forbidden': 'common-issues#rights',
  'error:si-not-found': 'common-issues#refused-change',
  'error:si-rejected': 'common-issues#refused-change',
  'error:si-rate-limited': 'common-issues#not-answering',
  'error:si-unavailable': 'common-issues#not-answering',
  'error:si-not-json': 'common-issues#not-answering',
  'error:si-truncated': 'common-issues#not-answering',
  'error:si-bad-shape': 'common-issues#report',
  'error:offline': 'common-issues#not-answering',
  'error:timeout': 'common-issues#not-answering',
  'error:aborted': 'importing#stopped',
  'error:settings-missing': 'setting-up#addresses',
  'error:settings-invalid': 'setting-up#addresses',
  'error:permission-missing': 'setting-up#browser-access',
  'error:plan-missing': 'preview#age',
  'error:plan-stale': 'preview#age',
  'error:plan-blocked': 'preview#safety-rules',
  'error:plan-empty': 'preview#choose',
  'error:plan-changed': 'preview#age',
  'error:preview-needed': 'automatic#switching-on',
  'error:run-busy': 'importing#by-hand',
  'error:run-interrupted': 'importing#stopped',
  'error:transfer-invalid': 'where-data-lives#moving',
  'error:transfer-other-company': 'where-data-lives#moving',
  'error:transfer-stale': 'where-data-lives#moving',
  'error:write-not-confirmed': 'common-issues#refused-change',
  'error:write-blanked-field': 'importing#stopped',
  'error:storage-quota': 'common-issues#storage',
  'error:storage-blocked': 'common-issues#storage',
  'error:storage-newer': 'common-issues#storage',
  'error:storage-failed': 'common-issues#storage',
  'error:secret-lost': 'common-issues#storage',
  'error:message-invalid': 'common-issues#windows-disagree',
  'error:message-forbidden': 'common-issues#windows-disagree',
  'error:bug': 'common-issues#report',

  'cause:not-set-up': 'setting-up#addresses',
  'cause:access-withheld': 'setting-up#browser-access',
  'cause:outdated-key': 'common-issues#outdated-key',
  'cause:failing': 'setting-up#test',
  'cause:retrying': 'common-issues#not-answering',
  'cause:other-company': 'common-issues#wrong-address',
  'cause:somebody-else': 'automatic#stopped',
  'cause:needs-preview': 'automatic#stopped',
  'cause:suspended': 'suspending#going-on',
  'cause:suspended-open': 'suspending#going-on',
  'cause:importing': 'importing#by-hand',
  'cause:everybody-locked': 'common-issues#everybody-locked',
  'cause:fields-hidden': 'common-issues#fields-hidden',
  'cause:too-few': 'common-issues#too-few',
  'cause:blocked': 'preview#safety-rules',
  'cause:login': 'reviews-and-objectives#log-in',
  'cause:no-plan': 'preview#bar',
  'cause:row-unreadable': 'preview#unreadable',
  'cause:nobody': 'common-issues#too-few',
  'cause:excluded': 'preview#conflicts',
  'cause:status-hidden': 'common-issues#everybody-locked',
  'cause:status-unknown': 'good-to-know#leavers',
  'cause:not-started': 'good-to-know#newcomers',
  'cause:no-work-email': 'common-issues#no-work-email',
  'cause:email-hidden': 'common-issues#fields-hidden',
  'cause:name-missing': 'common-issues#fields-hidden',
  'cause:inactive-never-in-si': 'good-to-know#leavers',
  'cause:not-visible': 'common-issues#too-few',
  'cause:account-unreadable': 'common-issues#rights',
  'cause:email-of-linked-user': 'preview#conflicts',
  'cause:email-of-other-id': 'common-issues#employee-ids',
  'cause:recycled-id': 'common-issues#employee-ids',
  'cause:recycled-email': 'preview#conflicts',
  'cause:duplicate-email-bamboo': 'preview#conflicts',
  'cause:duplicate-id-bamboo': 'common-issues#employee-ids',
  'cause:duplicate-email-si': 'preview#conflicts',
  'cause:duplicate-id-si': 'common-issues#employee-ids',
  'cause:email-ring': 'preview#conflicts',
  'cause:user-claimed-twice': 'how-it-works#matching',
  'cause:pin-broken': 'preview#conflicts',
  'cause:possible-duplicate': 'existing-accounts#different-emails',
  'cause:reactivated-elsewhere': 'preview#choose',
  'cause:reverted': 'history#revert',
  'cause:protected': 'preview#protected',
  'cause:no-longer-visible': 'subset#what-differs',
  'cause:no-employee': 'common-issues#different-emails',
  'cause:employee-unreadable': 'preview#unreadable',
  'cause:answers-disagree': 'preview#held-back',
  'cause:waits-for-answer': 'importing#first-account',
  'cause:waits-for-first': 'importing#first-account',
  'cause:not-through': 'common-issues#refused-change',
  'cause:first-import': 'automatic#first-by-hand',
  'cause:not-selected': 'preview#choose',
  'cause:not-selected-off': 'preview#choose',
  'cause:by-hand': 'automatic#who-is-imported',
  'cause:kept-off': 'setting-up#it-presets',
  'cause:session-keys': 'automatic#switching-on',
  'cause:switched-off': 'common-issues#switched-off',
  'cause:never-switched-on': 'automatic#switching-on',
  'cause:imported': 'importing#result',
  'cause:overdue': 'automatic#how-often',
  'cause:patience': 'common-issues#patience',
  'cause:held-back': 'preview#held-back',
  'cause:in-step': 'preview#age',

  'guard:required-field-hidden': 'common-issues#fields-hidden',
  'guard:required-unreadable': 'common-issues#fields-hidden',
  'guard:nobody-visible': 'common-issues#too-few',
  'guard:visible-fell': 'common-issues#too-few',
  'guard:deactivations': 'common-issues#everybody-locked',
  'guard:creations': 'existing-accounts#different-emails',
  'guard:identity-changes': 'common-issues#employee-ids',
  'guard:field-cleared': 'common-issues#fields-hidden',
  'guard:field-changed': 'preview#safety-rules',
  'guard:answers-disagree': 'preview#held-back',
  'guard:managers-changed': 'preview#safety-rules',
  'guard:after-suspension': 'suspending#going-on',
  'guard:rights-unreadable': 'preview#protected',
  'guard:no-manual-import-yet': 'automatic#first-by-hand',
  'guard:si-own-sync': 'setting-up#api-access',
  'guard:licences': 'preview#safety-rules',
  'guard:protected-person': 'preview#protected',

  'view:guide': 'index',
  'view:welcome': 'how-it-works#three-jobs',
  'view:viewer': 'reviews-and-objectives#tabs',
  'view:no-preview': 'preview#bar',
  'view:in-step': 'checking-back#now-and-then',
  'view:nobody-matches': 'common-issues#too-few',
  'view:no-runs': 'history#runs',
  'view:no-run-matches': 'history#retention',
  'view:nobody-in-run': 'history#runs',
  'view:nothing-to-revert': 'history#revert',
};

/** Address within the extension of the guide's paragraph about the topic, in the language of the page's texts. */
export function guideHref(topic: GuideTopic): string {
  const [page = '', anchor] = guideTargets[topic].split('#');
  return `/guide/${i18n.t('language')}/${page}.html${anchor === undefined ? '' : `#${anchor}`}`;
}
