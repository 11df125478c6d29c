// A process of its own that takes mail by SMTP on the loopback, keeps every message and says what has come.
//   fork(…): sends { url } once it listens; answers 'state' with { count, people, bytes }, 'keep' with { file } and
//   'forget' with {}.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

let mails = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, session, done) => {
    buffer(stream).then(
      (raw) => {
        mails.push({ to: session.envelope.rcptTo[0].address, raw });
        done();
      },
      (error) => done(error),
    );
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () =>
  process.send({ url: `smtp://127.0.0.1:${server.server.address().port}` }),
);

process.on('message', (asked) => {
  if (asked === 'state') {
    const bytes = mails.reduce((sum, { raw }) => sum + raw.length, 0);
    process.send({ count: mails.length, people: new Set(mails.map(({ to }) => to)).size, bytes });
  } else if (asked === 'keep') {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-sink-')), 'mails');
    const lines = mails.map(({ to, raw }) => `${JSON.stringify({ to, raw: raw.toString('latin1') })}\n`);
    fs.writeFileSync(file, lines.join(''));
    process.send({ file });
  } else {
    mails = [];
    process.send({});
  }
});
process.on('disconnect', () => process.exit(0));
