// @ts-check
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('hello, world\n'));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  process.stdout.write(`http://127.0.0.1:${address.port}/\n`);
});
