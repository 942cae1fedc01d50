/** Lower-case form for comparing logins; a missing text is ''. */
export function foldText(text: string | null | undefined): string {
  return (text ?? '').toLowerCase();
}
