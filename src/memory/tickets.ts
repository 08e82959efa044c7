/**
 * Numbers that stand for places of the heap, each good for one freeing. What a FinalizationRegistry holds for an object is
 * kept and traced as long as the object; a small number instead of a handle saves a third of a small array's cost.
 */

/** Of a ticket: its place was freed. */
const SPENT = -1;

export class Tickets {
  /** The place of each ticket; of those to be issued again, the ticket before it in their list, as -2 and less. */
  private places = new Int32Array(64);
  private issued = 0;
  /** The ticket last recycled, or -1. */
  private last = -1;

  /** A ticket for a place, which is a number from 0. */
  issue(place: number): number {
    let ticket = this.last;
    if (ticket >= 0) this.last = -3 - this.places[ticket]!;
    else {
      ticket = this.issued++;
      if (ticket === this.places.length) {
        const places = new Int32Array(2 * ticket);
        places.set(this.places);
        this.places = places;
      }
    }
    this.places[ticket] = place;
    return ticket;
  }

  /** The place of a ticket, which is to be freed; a negative number if it was before. */
  redeem(ticket: number): number {
    const place = this.places[ticket]!;
    this.places[ticket] = SPENT;
    return place;
  }

  /** Lets a redeemed ticket be issued again: once nobody holds it any more. */
  recycle(ticket: number): void {
    this.places[ticket] = -3 - this.last;
    this.last = ticket;
  }
}
