interface Policy {
  createHTML(html: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const rules: Policy = { createHTML: (html) => html.replaceAll(/<(?!\/?(?:p|strong|em|ul|li|br)>|!--)/g, '&lt;') };
const policy = factory ? factory.createPolicy('si-rich-text', rules) : rules;

/** Rich text of Small Improvements reference §2.3 as nodes, through the app's own Trusted Types policy. */
export function richText(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = policy.createHTML(html);
  return template.content;
}
