import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Stands in every BambooHR page and does nothing: what any script costs a page, it costs. */
export default defineUnlistedScript(() => undefined);
