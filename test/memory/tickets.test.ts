/** Tickets: one freeing each, and issued again only after they were handed back. */
import { expect, test } from 'vitest';
import { Tickets } from '../../src/memory/tickets.js';

test('a ticket is good once', () => {
  const tickets = new Tickets();
  const ticket = tickets.issue(0);
  expect(tickets.redeem(ticket)).toBe(0);
  expect(tickets.redeem(ticket)).toBeLessThan(0);
});

test('a spent ticket is not issued before it comes back', () => {
  const tickets = new Tickets();
  const spent = tickets.issue(7);
  tickets.redeem(spent);
  const next = tickets.issue(8);
  expect(next).not.toBe(spent);
  expect(tickets.redeem(spent)).toBeLessThan(0);
  tickets.recycle(spent);
  expect(tickets.issue(9)).toBe(spent);
  expect(tickets.redeem(next)).toBe(8);
  expect(tickets.redeem(spent)).toBe(9);
});

test('many at once, handed back in any order', () => {
  const tickets = new Tickets();
  const held = Array.from({ length: 1000 }, (_, place) => tickets.issue(place));
  expect(new Set(held).size).toBe(1000);
  const back = held.filter((_, i) => i % 3 === 0);
  for (const ticket of back) {
    expect(tickets.redeem(ticket)).toBe(held.indexOf(ticket));
    tickets.recycle(ticket);
  }
  const again = back.map((_, i) => tickets.issue(2000 + i));
  expect(new Set(again)).toEqual(new Set(back));
  expect(again.map((ticket) => tickets.redeem(ticket))).toEqual(again.map((_, i) => 2000 + i));
  for (const [place, ticket] of held.entries()) if (place % 3 !== 0) expect(tickets.redeem(ticket)).toBe(place);
});
