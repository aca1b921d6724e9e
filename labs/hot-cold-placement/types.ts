/** A library of videos, the regions that people watch in, and copies. */

export interface Video {
  id: string;
  /** What one copy takes, in gigabytes: a whole number, 1 or more. */
  gb: number;
  /** How often it is watched in each region, in the order of the regions: whole numbers, 0 or more. */
  views: readonly number[];
}

export interface Copy {
  video: string;
  region: string;
  /** Whether it is there so that the video is not lost, or so that it is near. */
  why: 'safe' | 'near';
}
