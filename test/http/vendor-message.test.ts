import { describe, expect, it } from 'vitest';
import { safeVendorMessage } from '../../src/http/vendor-message.ts';

describe('safeVendorMessage', () => {
  it.each([
    // BambooHR reference §3.1, §2.4, §2.3: captured or documented texts.
    ['API key not provided or invalid', 'API key not provided or invalid'],
    ['Employee not found, Employee not found', 'Employee not found'],
    ['Directory disabled for this account', 'Directory disabled for this account'],
    ['Insufficient Permissions to view this employee', 'Insufficient Permissions to view this employee'],
    ['BadPage: The cursor is invalid', 'BadPage: The cursor is invalid'],
    // What may not get through.
    ['User Anna-Lena Öztürk reports to herself', 'User … to …'],
    ['"Mark Will" <m.will@acme.example> is locked', '… is locked'],
    ['token abcdef0123456789 expired', 'token … expired'],
    ['<b>Nguyễn</b>', undefined],
    ['', undefined],
    [null, undefined],
  ])('makes %j into %j', (text, expected) => {
    expect(safeVendorMessage(text)).toBe(expected);
  });

  it('is never longer than a line', () => {
    expect(safeVendorMessage('invalid field '.repeat(100))?.length).toBeLessThanOrEqual(120);
  });
});
