#!/usr/bin/env node
/**
 * Starts a Firefox as a distribution ships it, for Playwright to drive. Playwright speaks WebDriver BiDi to such a browser, and one command
 * of it that this Firefox does not know ends every page: the colours that a page should prefer. That command is turned, on its way, into one
 * that asks for nothing. The browser is $FIREFOX_PATH, or what is called firefox-esr or firefox.
 */
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { argv, env, exit, stderr } from 'node:process';
import { createInterface } from 'node:readline';

const UNKNOWN = new Set(['emulation.setMediaFeaturesOverride']);

/** A message from Playwright, as the browser may have it. */
function understood(text) {
  const message = JSON.parse(text);
  return UNKNOWN.has(message.method) ? JSON.stringify({ id: message.id, method: 'session.status', params: {} }) : text;
}

/** One whole frame at the beginning of these bytes, and what comes after it; undefined while it is not all there. */
function frameIn(bytes) {
  if (bytes.length < 2) return undefined;
  const short = bytes[1] & 0x7f;
  const extra = short === 127 ? 8 : short === 126 ? 2 : 0;
  const head = 2 + extra + 4;
  if (bytes.length < head) return undefined;
  const length = extra === 8 ? Number(bytes.readBigUInt64BE(2)) : extra === 2 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < head + length) return undefined;
  const mask = bytes.subarray(head - 4, head);
  const data = Buffer.from(bytes.subarray(head, head + length), 0);
  for (let at = 0; at < length; at++) data[at] ^= mask[at % 4];
  return {
    isText: bytes[0] === 0x81,
    data,
    whole: bytes.subarray(0, head + length),
    rest: bytes.subarray(head + length),
  };
}

const MASK = Buffer.of(1, 2, 3, 4);

/** A text as a client's frame, whose mask may be anything but nothing. */
function asFrame(text) {
  const data = Buffer.from(text);
  const head = Buffer.alloc(data.length < 126 ? 6 : 8);
  head[0] = 0x81;
  head[1] = 0x80 | Math.min(data.length, 126);
  if (data.length >= 126) head.writeUInt16BE(data.length, 2);
  MASK.copy(head, head.length - MASK.length);
  for (let at = 0; at < data.length; at++) data[at] ^= MASK[at % MASK.length];
  return Buffer.concat([head, data]);
}

/** Passes on what a client says: the greeting, as if it had come to the browser's own port, and then frame by frame. */
function passOn(client, browser, port) {
  let isGreeted = false;
  let bytes = Buffer.alloc(0);
  client.on('data', (more) => {
    bytes = Buffer.concat([bytes, more]);
    if (!isGreeted) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      browser.write(
        bytes
          .subarray(0, end + 4)
          .toString()
          .replace(/^host: .*$/im, `Host: 127.0.0.1:${port}`),
      );
      bytes = bytes.subarray(end + 4);
      isGreeted = true;
    }
    for (let frame = frameIn(bytes); frame; frame = frameIn(bytes)) {
      const text = frame.isText ? frame.data.toString() : '';
      const passed = frame.isText ? understood(text) : text;
      browser.write(passed === text ? frame.whole : asFrame(passed));
      bytes = frame.rest;
    }
  });
}

const browser = spawn(env.FIREFOX_PATH ?? 'firefox-esr', argv.slice(2), { stdio: ['ignore', 'inherit', 'pipe'] });
browser.on('error', ({ message }) => {
  stderr.write(`${message}\n`);
  exit(1);
});
browser.on('exit', (code) => exit(code ?? 1));
for (const signal of ['SIGTERM', 'SIGINT']) globalThis.process.on(signal, () => browser.kill(signal));

for await (const line of createInterface({ input: browser.stderr })) {
  const [, port] = /WebDriver BiDi listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
  if (port === undefined) {
    stderr.write(`${line}\n`);
    continue;
  }
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    passOn(client, upstream, port);
    upstream.pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1', () =>
    stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}\n`),
  );
}
