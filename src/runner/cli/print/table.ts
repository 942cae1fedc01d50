/** Lines of columns under each other, two spaces apart; the last column is not filled up. */
export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, lengthOf(cell))));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - lengthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}

/** As people count letters. */
function lengthOf(cell: string): number {
  return Array.from(cell).length;
}
