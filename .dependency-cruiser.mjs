// The walls between the rooms of src: who may know whom. The README says why.
const pure = '^src/(grading|exploration|simulation|parts|architecture|scene|design|words)/';

/** A rule that lets a room import only what `allowed` matches (and itself, and packages that match). */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

export default {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    only(
      'pure-rooms',
      pure,
      [pure, 'node_modules/fast-check', 'node_modules/@dagrejs', 'node_modules/valibot'],
      'Grading, exploration, simulation, parts, architecture, scene, design and words know no DOM, no Astro, no editor.',
    ),
    only(
      'simulation-stands-alone',
      '^src/simulation/',
      ['^src/simulation/'],
      'The clock and the requests know nothing of what systems are made of.',
    ),
    only(
      'exploration-stands-alone',
      '^src/exploration/',
      ['^src/exploration/', '^src/grading/', '^src/words/'],
      'What is explored is an actor: whose it is, and what world it has in time, is nothing to the explorer.',
    ),
    only(
      'parts-know-the-simulation',
      '^src/parts/',
      ['^src/parts/', '^src/simulation/'],
      'Parts are what the notation is compiled onto: they do not know it.',
    ),
    only(
      'tables-know-the-pure',
      '^src/tables/',
      ['^src/tables/', pure, 'node_modules'],
      'What a table is made of is plain data, wherever it is shown.',
    ),
    {
      name: 'design-stands-on-the-others',
      comment: 'What design labs share is built from the other pure rooms; none of them knows of it.',
      severity: 'error',
      from: { path: '^src/(grading|simulation|parts|architecture|scene|words)/' },
      to: { path: '^src/design/' },
    },
    only(
      'kept-stands-alone',
      '^src/kept/',
      ['^src/kept/', '^(crypto|fs|path|v8)$'],
      'What is kept between commands, and of what it was made, is their own affair.',
    ),
    only(
      'sandbox-knows-grading',
      '^src/sandbox/',
      [
        '^src/sandbox/',
        '^src/kept/',
        '^src/trusted/',
        pure,
        'node_modules',
        '^headroom:',
        '^node:',
        '^(fs|path|os|stream|child_process|readline|crypto|module|v8|vm|url|worker_threads)',
      ],
      'The sandbox knows the pure rooms, and neither the workbench nor the site.',
    ),
    only(
      'labs-know-the-pure-rooms',
      '^labs/',
      ['^labs/', pure, '^src/learner/'],
      'Labs build on the pure rooms only, and take types as a learner does.',
    ),
    only(
      'scenes-know-the-pure-rooms',
      '^content/scenes/',
      ['^content/scenes/', pure],
      'A scene is a world and how it is drawn; nothing of a page.',
    ),
    only(
      'experiments-know-scenes',
      '^content/lessons/',
      ['^content/', '^labs/', pure],
      'A lesson sets up scenes, its own or those of labs, and reads figures off their worlds; nothing of a page.',
    ),
    {
      name: 'by-their-names',
      comment:
        'Labs and scenes say #grading and its fellows, which package.json names (or headroom, as learners do), and never where in src something is.',
      severity: 'error',
      from: { path: '^(labs|content/scenes)/' },
      to: { path: '^src/(?!learner/)', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'lab-keeps-to-itself',
      severity: 'error',
      from: { path: '^labs/([^/]+)/' },
      to: { path: '^labs/', pathNot: '^labs/$1/' },
    },
    {
      name: 'two-callers-of-the-sandbox',
      comment: 'The workbench and the command line run labs; the site only bundles what they run.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sandbox|workbench|cli|site)/' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'stage-plays-recordings',
      comment: 'The stage is handed recordings: it does not care whether a worker or the sandbox made them.',
      severity: 'error',
      from: { path: '^src/stage/' },
      to: { path: '^src/(sandbox|workbench|editor|progress|site|cli)/' },
    },
    only(
      'board-knows-the-notation-and-the-stage',
      '^src/board/',
      [
        '^src/board/',
        pure,
        '^src/(stage|tables|trusted|progress)/',
        '^src/site/href',
        '^src/workbench/share',
        'node_modules',
      ],
      'The drawing board draws, runs and keeps; it knows neither the sandbox nor the site, and nobody knows it.',
    ),
    {
      name: 'nobody-knows-the-board',
      comment: 'Nothing of it is loaded by lessons and labs: its page alone brings it.',
      severity: 'error',
      from: { path: '^src/(?!board/|pages/board)' },
      to: { path: '^src/board/' },
    },
    {
      name: 'learner-types-stand-alone',
      comment: 'They are shown to learners as they are written.',
      severity: 'error',
      from: { path: '^src/learner/' },
      to: { path: '.' },
    },
    {
      name: 'editor-stands-alone',
      severity: 'error',
      from: { path: '^src/editor/' },
      to: { path: '^src/(?!editor/|trusted/)' },
    },
    {
      name: 'trusted-stands-alone',
      comment: 'What may become markup is said in one short file, which can be read at once.',
      severity: 'error',
      from: { path: '^src/trusted/' },
      to: { path: '.' },
    },
    only(
      'search-and-offline-stand-alone',
      '^src/(search|offline)/',
      [
        '^src/(search|offline|trusted|styles)/',
        '^src/site/href',
        'node_modules',
        '^(fs|path|url|crypto|zlib)',
        '^node:',
      ],
      'They are about the built site as a whole, and know none of its rooms.',
    ),
    only(
      'lms-knows-progress',
      '^src/lms/',
      ['^src/lms/', '^src/progress/'],
      'What a package tells an LMS is read off what is kept; it knows nothing else of the site.',
    ),
    only(
      'xapi-knows-progress',
      '^src/xapi/',
      ['^src/xapi/', '^src/progress/', '^src/site/href'],
      'What a record store is told is read off what is kept.',
    ),
    {
      name: 'progress-stands-alone',
      severity: 'error',
      from: { path: '^src/progress/' },
      to: { path: '^src/(?!progress/)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.astro$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'] },
  },
};
