import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseFlags } from '../../sandbox/cli-flags.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';

const siHost = 'larkspur.small-improvements.com';
const bambooHost = 'larkspur.bamboohr.com';

async function start(options: SandboxOptions) {
  const sandbox = await startSandbox({ employees: 10, ...options });
  onTestFinished(() => sandbox.stop());
  const handshake = (servername: string) =>
    new Promise<TLSSocket>((resolve, reject) => {
      const offers = ['h2', 'http/1.1'];
      const tls = { port: sandbox.port, servername, ALPNProtocols: offers, rejectUnauthorized: false };
      const socket = connectTls(tls, () => resolve(socket));
      socket.on('error', reject);
      onTestFinished(() => void socket.destroy());
    });
  return { sandbox, handshake };
}

/** The status of the answer, or `none` where the stream ended without one. */
function get(session: ClientHttp2Session, path: string, token: string): Promise<number | 'none'> {
  return new Promise((resolve) => {
    const stream = session.request({ ':path': path, authorization: `Bearer ${token}`, accept: 'application/json' });
    stream.on('response', (headers) => resolve(headers[':status'] ?? 'none'));
    stream.on('error', () => resolve('none'));
    stream.on('close', () => resolve('none'));
    stream.resume();
    stream.end();
  });
}

describe('the sandbox', () => {
  it('speaks HTTP/2 for Small Improvements alone, and only where it is told to', async () => {
    const { handshake } = await start({ http2: true });
    expect((await handshake(siHost)).alpnProtocol).toBe('h2');
    expect((await handshake(bambooHost)).alpnProtocol).toBe('http/1.1');
    const plain = await start({});
    expect((await plain.handshake(siHost)).alpnProtocol).not.toBe('h2');
  });

  it('answers over it, and a reset ends everything under way on the connection', async () => {
    const { sandbox, handshake } = await start({ http2: true });
    const socket = await handshake(siHost);
    const session = connectHttp2(`https://${siHost}`, { createConnection: () => socket });
    session.on('error', () => undefined);
    const { token } = sandbox.accounts.smallImprovements;
    expect(await get(session, '/api/v2/users/me', token)).toBe(200);
    sandbox.faults.add({ side: 'si', path: '/api/v2/users/medium', delayMs: 2_000 });
    sandbox.faults.add({ side: 'si', path: '/api/v2/users/me', reset: true });
    const both = [get(session, '/api/v2/users/medium', token), get(session, '/api/v2/users/me', token)];
    expect(await Promise.all(both)).toEqual(['none', 'none']);
    expect(session.destroyed || session.closed).toBe(true);
  });

  it('takes the choice as a flag', () => {
    expect(parseFlags(['--http2'])).toEqual({ options: { http2: true }, listScenarios: false });
    expect(parseFlags([])).toEqual({ options: {}, listScenarios: false });
  });
});
