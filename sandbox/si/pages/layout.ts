import { escapeHtml } from '../../server/html.ts';
import type { SiUser } from '../../state/si-state.ts';
import { avatarPath, displayName } from '../user-shapes.ts';

const STYLE = `
body{margin:0;font:15px/1.5 "Open Sans",Arial,sans-serif;color:#333;background:#f3f5f7}
header.si-bar{display:flex;gap:16px;align-items:center;background:#1f3a4d;padding:10px 24px}
header.si-bar a{color:#fff;text-decoration:none}
main{max-width:900px;margin:24px auto;background:#fff;padding:24px;border-radius:6px}
img.avatar{width:32px;height:32px;border-radius:50%;vertical-align:middle}
label{display:block;margin:8px 0}label span{display:inline-block;width:140px}`;

/** An avatar image the way the app shows it. */
export function avatar(user: SiUser): string {
  return `<img class="avatar" src="${escapeHtml(avatarPath(user))}" alt="${escapeHtml(displayName(user))}" data-user-id="${escapeHtml(user.id)}">`;
}

/** A page of the signed-in app. `body` is trusted HTML. */
export function appPage(viewer: SiUser, title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><div id="spa-router-root"><header class="si-bar"><a href="/app/home">Home</a><a href="/app/directory">Directory</a>
<a href="/app/objectives">Objectives</a><a href="/app/users/${escapeHtml(viewer.id)}">${avatar(viewer)} ${escapeHtml(displayName(viewer))}</a>
<a href="/logout">Log out</a></header><main><h1>${escapeHtml(title)}</h1>${body}</main></div></body></html>`;
}
