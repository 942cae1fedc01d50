import { generate } from 'selfsigned';

/** A throw-away key and certificate (PEM) for every host name the stand-ins answer to. */
export async function createCertificate(): Promise<{ key: string; cert: string }> {
  const hosts = ['bamboohr.com', '*.bamboohr.com', 'small-improvements.com', '*.small-improvements.com', 'localhost'];
  const pems = await generate([{ name: 'commonName', value: 'sandbox.invalid' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 86_400_000),
    notAfterDate: new Date(Date.now() + 30 * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [...hosts.map((value) => ({ type: 2 as const, value })), { type: 7 as const, ip: '127.0.0.1' }],
      },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
