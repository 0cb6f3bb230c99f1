//! Imports: modules of the program, of the library and of the machine itself.

use super::Machine;
use super::dispatch::Next;
use super::frame::After;
use super::loaded::Loaded;
use super::native::{Answer, Stop};
use crate::python::builtins;
use crate::python::compile;
use crate::python::heap::object::Module;
use crate::python::heap::{Object, Type, Value};
use crate::python::interface::Source;
use crate::python::machine::ModuleText;
use std::rc::Rc;

impl Machine {
    /// `Import`: makes sure that the module and its packages are there, one at
    /// a time: each missing one is run as a frame, and then this again.
    pub(crate) fn import_op(
        &mut self,
        loaded: &Rc<Loaded>,
        name: usize,
        whole: bool,
    ) -> Answer<Next> {
        let written = loaded.code.names[name].clone();
        let full = self.absolute_name(&written)?;
        if &*full == "_system" && !self.frame().code.code.file.library {
            return self.no_module(&full);
        }
        let mut prefix_end = 0;
        loop {
            prefix_end = match full[prefix_end..].find('.') {
                Some(at) => prefix_end + at,
                None => full.len(),
            };
            let prefix: Rc<str> = full[..prefix_end].into();
            if !self.modules.contains_key(&prefix) {
                return self.begin_import(&prefix);
            }
            if prefix_end == full.len() {
                break;
            }
            prefix_end += 1;
        }
        let bound = if whole {
            &full[..]
        } else {
            full.split('.').next().unwrap_or(&full)
        };
        let module = self.modules[bound];
        self.push(module);
        Ok(Next::On)
    }

    /// Leading dots stand for the package of the importing module.
    fn absolute_name(&mut self, written: &str) -> Answer<Rc<str>> {
        let dots = written.chars().take_while(|c| *c == '.').count();
        if dots == 0 {
            return Ok(written.into());
        }
        let globals = self.frame().globals;
        let package = self
            .heap
            .dict_get_str(globals, "__package__")
            .and_then(|value| self.heap.as_shared(value))
            .unwrap_or_else(|| "".into());
        let mut parts: Vec<&str> = package.split('.').filter(|part| !part.is_empty()).collect();
        if parts.is_empty() || parts.len() < dots - 1 {
            return self.fail(
                Type::ImportError,
                "attempted relative import with no known parent package",
            );
        }
        parts.truncate(parts.len() - (dots - 1));
        let rest = &written[dots..];
        if !rest.is_empty() {
            parts.push(rest);
        }
        Ok(parts.join(".").into())
    }

    /// Starts the text of a module; the importing instruction runs again after it.
    fn begin_import(&mut self, name: &Rc<str>) -> Answer<Next> {
        let next = self.load_module(name, false)?;
        // The frame that imports lies below the module's own.
        let at = self.thread.frames.len() - if &**name == "_system" { 1 } else { 2 };
        self.thread.frames[at].pc -= 1;
        Ok(next)
    }

    /// Lays the frame of a module's text; `push`: the module is the result.
    pub(crate) fn load_module(&mut self, name: &Rc<str>, push: bool) -> Answer<Next> {
        if &**name == "_system" {
            return self.import_system(name);
        }
        let Some(text) = self.sources.get(name).cloned() else {
            return self.no_module(name);
        };
        let code = match text {
            ModuleText::Compiled(code) => code,
            ModuleText::Library { file, text } => {
                match compile::compile(&Source { name: file, text }, true) {
                    Ok(code) => code,
                    Err(problems) => {
                        let words = problems
                            .first()
                            .map_or(String::new(), |problem| problem.message.clone());
                        return self.fail(Type::ImportError, format!("{name}: {words}"));
                    }
                }
            }
        };
        let module = self.new_module(name);
        let dict = self.module_dict(module);
        let file = self.heap.text(code.file.name.clone());
        self.heap.dict_set_str(dict, "__file__", file);
        let prefix = format!("{name}.");
        let is_package = self.sources.keys().any(|other| other.starts_with(&*prefix));
        let package = if is_package {
            name.to_string()
        } else {
            name.rsplit_once('.')
                .map_or("", |(package, _)| package)
                .to_owned()
        };
        let package = self.heap.str(&package);
        self.heap.dict_set_str(dict, "__package__", package);
        builtins::fill_module(self, name, dict);
        let loaded = self.load(&code);
        let doc = match &code.doc {
            Some(doc) => self.heap.text(doc.clone()),
            None => Value::None,
        };
        self.heap.dict_set_str(dict, "__doc__", doc);
        self.push_body(
            loaded,
            dict,
            Value::Null,
            After::ModuleDone { module, push },
        )
    }

    fn no_module(&mut self, name: &str) -> Answer<Next> {
        let parent = name.rsplit_once('.').map(|(parent, _)| parent);
        let message = match parent {
            Some(parent) if self.modules.contains_key(parent) && !self.is_package(parent) => {
                format!("No module named '{name}'; '{parent}' is not a package")
            }
            _ => format!("No module named '{name}'"),
        };
        let text = self.heap.str(&message);
        let exception = self.exception(Value::Type(Type::ModuleNotFoundError), vec![text]);
        let value = self.heap.str(name);
        self.set_exception_attr(exception, "name", value);
        Err(Box::new(Stop::Raise(exception)))
    }

    fn is_package(&self, name: &str) -> bool {
        let prefix = format!("{name}.");
        self.sources.keys().any(|other| other.starts_with(&prefix))
    }

    /// `_system`: the system calls, for library text only.
    fn import_system(&mut self, name: &Rc<str>) -> Answer<Next> {
        let module = self.new_module(name);
        let dict = self.module_dict(module);
        builtins::fill_system(self, dict);
        Ok(Next::Frames)
    }

    /// A new module, entered in the table of modules and in its package.
    pub(crate) fn new_module(&mut self, name: &Rc<str>) -> Value {
        let dict = self.heap.alloc_held(Object::Dict(Box::default()));
        let dict = dict.as_ref().expect("invariant: a dict is on the heap");
        let module = self.heap.alloc_held(Object::Module(Box::new(Module {
            name: name.clone(),
            dict,
        })));
        let text = self.intern(name);
        self.heap.dict_set_str(dict, "__name__", text);
        self.modules.insert(name.clone(), module);
        if let Some((package, last)) = name.rsplit_once('.')
            && let Some(parent) = self.modules.get(package).copied()
        {
            let dict = self.module_dict(parent);
            let last: Rc<str> = last.into();
            let key = self.intern(&last);
            let _ = self.heap.dict_set(dict, key, module);
        }
        module
    }

    /// The namespace of a module.
    pub(crate) fn module_dict(&self, module: Value) -> crate::python::heap::Ref {
        match module.as_ref().map(|at| self.heap.object(at)) {
            Some(Object::Module(module)) => module.dict,
            _ => unreachable!("invariant: the table of modules holds modules"),
        }
    }

    /// An import that failed leaves no trace but its memory: functions that
    /// got away still see its names.
    pub(crate) fn forget_module(&mut self, module: Value) {
        let Some(Object::Module(state)) = module.as_ref().map(|at| self.heap.object(at)) else {
            return;
        };
        let name = state.name.clone();
        if self.modules.remove(&name).is_some() {
            let grave: Rc<str> = format!("{name} (failed {})", self.modules.len()).into();
            self.modules.insert(grave, module);
        }
    }

    /// `ImportFrom`: pushes a name of the module on top.
    pub(crate) fn import_from(&mut self, name: Value) -> Answer<Next> {
        let module = self.top();
        let Some(Object::Module(state)) = module.as_ref().map(|at| self.heap.object(at)) else {
            return self.fail(Type::ImportError, "cannot import from what is no module");
        };
        let (dict, module_name) = (state.dict, state.name.clone());
        if let Ok(Some(value)) = self.heap.dict_get(dict, name) {
            self.push(value);
            return Ok(Next::On);
        }
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        let full: Rc<str> = format!("{module_name}.{text}").into();
        if let Some(submodule) = self.modules.get(&full).copied() {
            self.push(submodule);
            return Ok(Next::On);
        }
        if self.sources.contains_key(&full) {
            return self.begin_import(&full);
        }
        let getter = self.heap.dict_get_str(dict, "__getattr__");
        let place = self
            .heap
            .dict_get_str(dict, "__file__")
            .and_then(|file| self.heap.as_shared(file))
            .filter(|file| !file.starts_with('<'))
            .unwrap_or_else(|| "unknown location".into());
        let message = format!("cannot import name '{text}' from '{module_name}' ({place})");
        let message = self.heap.str(&message);
        if let Some(getter) = getter {
            let args = [getter, name, module, message];
            return self.call_twin("import_from", &args, &[], After::Push);
        }
        let exception = self.exception(Value::Type(Type::ImportError), vec![message]);
        let module_name = self.heap.text(module_name);
        self.set_exception_attr(exception, "name", module_name);
        Err(Box::new(Stop::Raise(exception)))
    }

    /// `ImportStar`: all public names of the module on top.
    pub(crate) fn import_star(&mut self) -> Answer<()> {
        let module = self.pop();
        let dict = self.module_dict(module);
        let target = self.local_names();
        if let Some(all) = self.heap.dict_get_str(dict, "__all__") {
            for name in self
                .heap
                .as_sequence(all)
                .map(<[Value]>::to_vec)
                .unwrap_or_default()
            {
                match self.heap.dict_get(dict, name) {
                    Ok(Some(value)) => self.store_in(target, name, value)?,
                    _ => {
                        let text = self.plain_str(name);
                        return self.attribute_error(
                            module,
                            name,
                            &format!("module has no attribute '{text}'"),
                        );
                    }
                }
            }
            return Ok(());
        }
        let entries: Vec<_> = self.heap.dict_at(dict).iter().copied().collect();
        for entry in entries {
            if self
                .heap
                .as_str(entry.key)
                .is_some_and(|name| !name.starts_with('_'))
            {
                self.store_in(target, entry.key, entry.value)?;
            }
        }
        Ok(())
    }
}
