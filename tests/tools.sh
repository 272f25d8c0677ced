#!/bin/sh
# Fetches the reference validators into a folder, once: veraPDF (PDF/A, PDF/UA) and ODF Validator; and pdf.js, the reader of browsers.
# Without a network it says so and goes on; the tests then show skips (in CI: failures).
set -u
dir=$1
mkdir -p "$dir"
fetch() { # artifact file
    [ -s "$dir/$2" ] && return 0
    command -v mvn >/dev/null || { echo "validator $2: Maven is missing"; return 0; }
    mvn -q -B dependency:copy -Dartifact="$1" -DoutputDirectory="$dir" -Dmdep.stripVersion=true -Dmdep.overWriteSnapshots=false >"$dir/mvn.log" 2>&1 ||
        echo "validator $2 could not be fetched: $(tail -n 1 "$dir/mvn.log")"
}
fetch org.verapdf.apps:cli:1.30.2 cli.jar
fetch org.odftoolkit:odfvalidator:0.12.0:jar:jar-with-dependencies odfvalidator-jar-with-dependencies.jar
# the last version whose build for old engines runs under Debian 12's Node.js, as packed for Maven
fetch org.webjars.npm:pdfjs-dist:3.11.174 pdfjs-dist.jar
