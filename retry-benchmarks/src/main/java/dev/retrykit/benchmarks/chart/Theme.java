package dev.retrykit.benchmarks.chart;

/**
 * How charts look. A background of their own, so that they can be read whatever the page around them; colours that people
 * who do not tell red from green tell apart, and dashes besides.
 */
final class Theme {

    /** How many lines look different; more would not be told apart. */
    static final int LINES = 7;

    static final String STYLE = """
              <style>
                svg { --back: #ffffff; --text: #1f2328; --grid: #d1d9e0;
                  --c1: #6e7781; --c2: #cf222e; --c3: #0860ca; --c4: #bc4c00; --c5: #116329; --c6: #8250df; --c7: #9a6700 }
                @media (prefers-color-scheme: dark) {
                  svg { --back: #0d1117; --text: #e6edf3; --grid: #3d444d;
                    --c1: #9198a1; --c2: #ff7b72; --c3: #58a6ff; --c4: #f0883e; --c5: #56d364; --c6: #d2a8ff; --c7: #e3b341 }
                }
                .back { fill: var(--back) }
                text { fill: var(--text); font: 13px system-ui, sans-serif }
                .title { font-weight: 600; font-size: 15px }
                .end { text-anchor: end }
                .middle { text-anchor: middle }
                .grid { stroke: var(--grid); stroke-width: 1 }
                .line { fill: none; stroke-width: 2; stroke-linejoin: round }
                .l1 { stroke: var(--c1) } .l2 { stroke: var(--c2); stroke-dasharray: 7 3 }
                .l3 { stroke: var(--c3); stroke-width: 3.5 } .l4 { stroke: var(--c4); stroke-dasharray: 2 3 }
                .l5 { stroke: var(--c5); stroke-dasharray: 10 3 2 3 } .l6 { stroke: var(--c6); stroke-dasharray: 5 5 }
                .l7 { stroke: var(--c7); stroke-dasharray: 12 4 }
              </style>
            """;

    private Theme() {}
}
