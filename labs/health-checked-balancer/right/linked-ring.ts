// A ring of linked places instead of a Set: leaving and joining turn two pointers, and the ring moves on by one with each pick.

interface Place {
  id: string;
  previous: Place;
  next: Place;
  isIn: boolean;
}

class Ring {
  /** Whose turn it is; undefined when nobody is in. */
  private first: Place | undefined;

  /** Behind all who wait. */
  join(place: Place): void {
    if (this.first) {
      place.previous = this.first.previous;
      place.next = this.first;
      place.previous.next = place;
      place.next.previous = place;
    } else {
      place.previous = place;
      place.next = place;
      this.first = place;
    }
    place.isIn = true;
  }

  leave(place: Place): void {
    place.previous.next = place.next;
    place.next.previous = place.previous;
    if (this.first === place) this.first = place.next === place ? undefined : place.next;
    place.isIn = false;
  }

  turn(): Place | undefined {
    const place = this.first;
    this.first = place?.next;
    return place;
  }
}

export function createBalancer(serverIds: string[]) {
  if (serverIds.length === 0) throw new RangeError('serverIds is empty');
  const ring = new Ring();
  const places = new Map<string, Place>();
  for (const id of serverIds) {
    if (places.has(id)) throw new RangeError(`serverIds holds ${id} twice`);
    const place = { id, isIn: false } as Place;
    places.set(id, place);
    ring.join(place);
  }

  return {
    pick(): string {
      const place = ring.turn();
      if (!place) throw new Error('No server is healthy: all are down');
      return place.id;
    },

    report(id: string, healthy: boolean): void {
      const place = places.get(id);
      if (!place) throw new RangeError(`${id} is not in the pool`);
      if (place.isIn === healthy) return;
      if (healthy) ring.join(place);
      else ring.leave(place);
    },
  };
}
