#compdef vorlage
# zsh completion for vorlage
_vorlage() {
    local -a common
    common=('--style[house style]:file:_files' '--body[master data]:file:_files' '--edition[edition]:edition:(public full)'
            '--pdf[archive standard]:standard:(a2 a3)' '--grossdruck[large print]' '--flat[ODT as one XML file]' '--lang[language of messages]:language:(de en)' '--quiet[fewer messages]' '--json[messages as JSON lines]' '--jobs[files at once]:number:')
    if (( CURRENT == 2 )); then
        _values command check pdf odt xml schema new dump watch import letter pack help
        return
    fi
    case $words[2] in
        pdf|odt|xml) _arguments $common '-o[output]:file:_files' '-d[folder]:folder:_files -/' '*:paper:_files -g "*.xml"' ;;
        check) _arguments $common '*:paper:_files -g "*.xml"' ;;
        dump) _arguments $common '--stage[stage]:stage:(model flow pages text)' '*:paper:_files -g "*.xml"' ;;
        new) _arguments $common '--odt[a form for Writer]' '--art[kind]:kind:(beschluss mitteilung information bericht antrag anfrage aenderungsantrag ergaenzungsantrag stellungnahme neufassung dringlich tischvorlage sitzung mitglieder)' '-o[output]:file:_files' ':number:' ;;
        letter) _arguments $common '--for[whom for]:whom:(each members chair public)' '--duplex[on both sides]' '--odt[to be edited]' '-o[output]:file:_files' '-d[folder]:folder:_files -/' ':session:_files -g "*.xml"' ;;
        pack) _arguments $common '--for[whom for]:whom:(public members chair each)' '--duplex[on both sides]' '--report[pages, sheets, conformance]' '--skip-bad[a note instead of a bad attachment]' '--linearize[for the web]' '--compact[smaller]' '--folder[single files]' '--zip[single files in one]' '--eml[ready messages]' '--since[supplement to an earlier pack]:list:_files' '-o[output]:file:_files' '-d[folder]:folder:_files -/' ':session:_files -g "*.xml"' ;;
        schema) _values schema ${(f)"$(vorlage schema 2>/dev/null)"} ;;
        import) _arguments $common '-o[output]:file:_files' '-d[folder]:folder:_files -/' '*:document:_files -g "*.(odt|fodt|ott|docx|doc|rtf)"' ;;
        watch) _arguments $common '--once[look once]' ':folder:_files -/' ;;
        help) _values topic check pdf odt xml schema new dump watch import letter pack codes ;;
    esac
}
_vorlage "$@"
