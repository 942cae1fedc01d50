// For `node --import`: a program started with it reaches sandboxes on this machine instead of the two systems. The program
// knows nothing of it. SANDBOX_PORTS: {"acme.bamboohr.com": 8443, …}; every other host is as good as unplugged.
import { connect } from 'node:tls';
import { Agent, setGlobalDispatcher } from 'undici';

const ports = new Map(Object.entries(JSON.parse(process.env['SANDBOX_PORTS'] ?? '{}')));

setGlobalDispatcher(
  new Agent({
    connect: ({ hostname }, callback) => {
      const port = ports.get(hostname);
      if (port === undefined) {
        callback(new Error('this host is no sandbox'), null);
        return;
      }
      const socket = connect({
        host: '127.0.0.1',
        port,
        servername: hostname,
        rejectUnauthorized: false,
        ALPNProtocols: ['http/1.1'],
      });
      socket.once('secureConnect', () => callback(null, socket));
      socket.once('error', (error) => callback(error, null));
    },
    keepAliveTimeout: 1_000,
  }),
);
